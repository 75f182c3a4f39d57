package io.pinelink.server;

import io.pinelink.server.internal.limits.TokenBucket;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A limit on calls per second that counts accepted and refused calls. It is a token bucket with the
 * capacity of one second, initially full. Created by {@link Faults#limit}. Thread-safe.
 */
public final class RateLimit {
  private static final int MAX_PER_SECOND = 100_000;

  private final int perSecond;
  private final TokenBucket calls;
  private long taken;
  private long refused;

  RateLimit(int perSecond, LongSupplier nanoTime) {
    if (perSecond < 1 || perSecond > MAX_PER_SECOND) {
      throw new IllegalArgumentException(
          "perSecond is " + perSecond + ", expected 1 to " + MAX_PER_SECOND);
    }
    this.perSecond = perSecond;
    this.calls = new TokenBucket(perSecond, Duration.ofSeconds(1), nanoTime);
  }

  /** Counts another call; returns the time until it would be accepted, zero if it is. */
  synchronized Duration take() {
    Duration wait = calls.timeUntil(1);
    if (wait.isZero()) {
      calls.take(1);
      taken++;
    } else {
      refused++;
    }
    return wait;
  }

  /** Returns the number of calls that are accepted per second. */
  public int perSecond() {
    return perSecond;
  }

  /** Returns the number of accepted calls. */
  public synchronized long taken() {
    return taken;
  }

  /** Returns the number of refused calls. */
  public synchronized long refused() {
    return refused;
  }
}
