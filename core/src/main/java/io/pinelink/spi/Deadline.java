package io.pinelink.spi;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The point in time by which a call must have ended, on the monotonic clock. It is set once, when
 * the call starts, and covers all attempts.
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

  /** Returns a deadline {@code timeout} from now. */
  public static Deadline after(Duration timeout) {
    return after(timeout, System::nanoTime);
  }

  /** Returns a deadline {@code timeout} from now, on the given clock. */
  public static Deadline after(Duration timeout, LongSupplier nanoTime) {
    return new Deadline(timeout, nanoTime);
  }

  /** Returns a deadline {@code max} from now on the same clock, or this one if it is earlier. */
  public Deadline within(Duration max) {
    Deadline other = new Deadline(max, nanoTime);
    return other.endNanos - endNanos < 0 ? other : this;
  }

  /** Returns whether this deadline is earlier than the other. */
  public boolean isBefore(Deadline other) {
    return remainingNanos() < other.remainingNanos();
  }

  /** Returns the timeout from which the deadline was computed. */
  public Duration timeout() {
    return timeout;
  }

  /** Returns the remaining time; negative if the deadline has passed. */
  public Duration remaining() {
    return Duration.ofNanos(remainingNanos());
  }

  /** Returns the remaining time in nanoseconds, at most half of {@link Long#MAX_VALUE}. */
  public long remainingNanos() {
    return endNanos - nanoTime.getAsLong();
  }

  /** Returns whether the deadline has passed. */
  public boolean isExpired() {
    return remainingNanos() <= 0;
  }

  /** Returns the remaining time, such as {@code PT2S left of PT30S}. */
  @Override
  public String toString() {
    return remaining() + " left of " + timeout;
  }
}
