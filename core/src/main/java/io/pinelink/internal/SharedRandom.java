package io.pinelink.internal;

import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * Random numbers for many threads, which {@link RandomGenerator#getDefault} is not for; that one
 * also looks for all kinds of generators first, which costs a program's start some time.
 */
public final class SharedRandom implements RandomGenerator {
  @Override
  public long nextLong() {
    return ThreadLocalRandom.current().nextLong();
  }
}
