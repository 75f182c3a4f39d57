package io.pinelink.server;

import java.util.function.LongSupplier;

/**
 * A limit on calls per second that counts accepted and refused calls. It is a token bucket with the
 * capacity of one second, initially full. Created by {@link Faults#limit}. Thread-safe.
 */
public final class RateLimit {
  private static final int MAX_PER_SECOND = 100_000;
  private static final double SECOND = 1e9;

  private final int perSecond;
  private final LongSupplier nanoTime;
  private double calls;
  private long at;
  private long taken;
  private long refused;

  RateLimit(int perSecond, LongSupplier nanoTime) {
    if (perSecond < 1 || perSecond > MAX_PER_SECOND) {
      throw new IllegalArgumentException(
          "perSecond is " + perSecond + ", expected 1 to " + MAX_PER_SECOND);
    }
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.calls = perSecond;
    this.at = nanoTime.getAsLong();
  }

  /** Returns whether another call is accepted, and counts it. */
  synchronized boolean take() {
    long now = nanoTime.getAsLong();
    calls = Math.min(perSecond, calls + (now - at) / SECOND * perSecond);
    at = now;
    if (calls < 1) {
      refused++;
      return false;
    }
    calls--;
    taken++;
    return true;
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
