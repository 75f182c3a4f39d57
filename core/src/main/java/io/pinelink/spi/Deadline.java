package io.pinelink.spi;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The point in time by which a call must have ended, on the monotonic clock. It is set once, when
 * the call opens, and covers all attempts.
 */
public final class Deadline {
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

  private final Duration timeout;
  private final long endNanos;
  private final LongSupplier nanoTime;

  private Deadline(Duration timeout, LongSupplier nanoTime) {
    this.timeout = timeout;
    this.nanoTime = nanoTime;
    Duration bounded = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
    this.endNanos = nanoTime.getAsLong() + bounded.toNanos();
  }

  /** The deadline that is {@code timeout} from now. */
  public static Deadline after(Duration timeout) {
    return after(timeout, System::nanoTime);
  }

  /** The deadline that is {@code timeout} from now by another clock than the system's. */
  public static Deadline after(Duration timeout, LongSupplier nanoTime) {
    return new Deadline(timeout, nanoTime);
  }

  /** The deadline that is {@code max} from now by the same clock, or this one if it is sooner. */
  public Deadline within(Duration max) {
    Deadline other = new Deadline(max, nanoTime);
    return other.endNanos - endNanos < 0 ? other : this;
  }

  /** Whether this one passes sooner. */
  public boolean isBefore(Deadline other) {
    return remainingNanos() < other.remainingNanos();
  }

  /** What the caller allowed when the call opened. */
  public Duration timeout() {
    return timeout;
  }

  /** What is left; negative when it has passed. */
  public Duration remaining() {
    return Duration.ofNanos(remainingNanos());
  }

  /** The same in nanoseconds, at most half of what a long holds. */
  public long remainingNanos() {
    return endNanos - nanoTime.getAsLong();
  }

  /** Whether nothing is left. */
  public boolean isExpired() {
    return remainingNanos() <= 0;
  }

  @Override
  public String toString() {
    return remaining() + " left of " + timeout;
  }
}
