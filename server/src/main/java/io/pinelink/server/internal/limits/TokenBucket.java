package io.pinelink.server.internal.limits;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A token bucket, initially full. Not thread-safe. */
public final class TokenBucket {
  private static final double NANOS_PER_MILLI = 1e6;

  private final double capacity;
  private final double perNano;
  private final LongSupplier nanoTime;
  private double tokens;
  private long at;

  /**
   * @param capacity the number of tokens that accumulate in a period
   */
  public TokenBucket(int capacity, Duration period, LongSupplier nanoTime) {
    this.capacity = capacity;
    this.perNano = capacity / (double) period.toNanos();
    this.nanoTime = nanoTime;
    this.tokens = capacity;
    this.at = nanoTime.getAsLong();
  }

  /**
   * Returns the time until a number of tokens can be taken, in whole milliseconds and at least one;
   * zero if they can be taken now. More tokens than the capacity count as the capacity.
   */
  public Duration timeUntil(double number) {
    refill();
    double missing = Math.min(number, capacity) - tokens;
    return missing <= 0
        ? Duration.ZERO
        : Duration.ofMillis((long) Math.ceil(missing / perNano / NANOS_PER_MILLI));
  }

  /** Takes tokens, which {@link #timeUntil} has to report as there. */
  public void take(double number) {
    refill();
    tokens -= Math.min(number, capacity);
  }

  boolean isFull() {
    refill();
    return tokens >= capacity;
  }

  private void refill() {
    long now = nanoTime.getAsLong();
    tokens = Math.min(capacity, tokens + (now - at) * perNano);
    at = now;
  }
}
