package io.pinelink.server;

import java.util.function.LongSupplier;

/**
 * So many calls a second, and how many were taken and refused: a bucket of a second's worth of
 * calls, which is full at first. Made by {@link Faults#limit}. Thread-safe.
 */
public final class RateLimit {
  private static final int MOST = 100_000;
  private static final double SECOND = 1e9;

  private final int perSecond;
  private final LongSupplier nanoTime;
  private double calls;
  private long at;
  private long taken;
  private long refused;

  RateLimit(int perSecond, LongSupplier nanoTime) {
    if (perSecond < 1 || perSecond > MOST) {
      throw new IllegalArgumentException("perSecond is " + perSecond + ", expected 1 to " + MOST);
    }
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.calls = perSecond;
    this.at = nanoTime.getAsLong();
  }

  /** Whether one more call is let in. */
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

  /** How many calls were let in. */
  public synchronized long taken() {
    return taken;
  }

  /** How many were refused. */
  public synchronized long refused() {
    return refused;
  }
}
