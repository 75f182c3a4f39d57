package io.pinelink.server.internal.faults;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * The random numbers of one match of one fault. They depend only on the seed, the name of the fault
 * and the number of the match, so that other faults have no influence on them.
 */
public final class Draws {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final SplittableRandom random;

  /**
   * @param match the number of the match, from 1
   */
  public Draws(long seed, String name, long match) {
    this.random = new SplittableRandom(first(first(first(seed) + hash(name)) + match));
  }

  private static long first(long seed) {
    return new SplittableRandom(seed).nextLong();
  }

  private static long hash(String name) {
    long hash = FNV_OFFSET;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ b) * FNV_PRIME;
    }
    return hash;
  }

  /** Returns the next number, from 0 to below 1. */
  public double next() {
    return random.nextDouble();
  }

  /** Returns a number of a range that includes its ends. */
  long between(long min, long max) {
    return min + (long) (next() * (max - min + 1));
  }
}
