package io.pinelink.spi;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/** A deadline on a clock that only moves forward. */
final class MonotonicDeadline implements Deadline {
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

  private final Duration timeout;
  private final long endNanos;
  private final LongSupplier nanoTime;

  MonotonicDeadline(Duration timeout, LongSupplier nanoTime) {
    this.timeout = timeout;
    this.nanoTime = nanoTime;
    Duration bounded = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
    this.endNanos = nanoTime.getAsLong() + bounded.toNanos();
  }

  @Override
  public Deadline within(Duration max) {
    Objects.requireNonNull(max, "max is null");
    MonotonicDeadline other = new MonotonicDeadline(max, nanoTime);
    return other.endNanos - endNanos < 0 ? other : this;
  }

  @Override
  public Duration timeout() {
    return timeout;
  }

  @Override
  public long remainingNanos() {
    return endNanos - nanoTime.getAsLong();
  }

  @Override
  public String toString() {
    return remaining() + " left of " + timeout;
  }
}
