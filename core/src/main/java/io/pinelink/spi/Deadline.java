package io.pinelink.spi;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The point in time by which a call must have ended, on the monotonic clock. It is set once, when
 * the call starts, and covers all attempts.
 *
 * <p>An interface, so that no call of {@link #after} on a deadline, which would ignore it,
 * compiles.
 */
public sealed interface Deadline permits MonotonicDeadline {
  /** Returns a deadline {@code timeout} from now. */
  static Deadline after(Duration timeout) {
    return after(timeout, System::nanoTime);
  }

  /** Returns a deadline {@code timeout} from now, on the given clock. */
  static Deadline after(Duration timeout, LongSupplier nanoTime) {
    return new MonotonicDeadline(timeout, nanoTime);
  }

  /** Returns a deadline {@code max} from now on the same clock, or this one if it is earlier. */
  Deadline within(Duration max);

  /** Returns whether this deadline is earlier than the other. */
  default boolean isBefore(Deadline other) {
    return remainingNanos() < other.remainingNanos();
  }

  /** Returns the timeout from which the deadline was computed. */
  Duration timeout();

  /** Returns the remaining time; negative if the deadline has passed. */
  default Duration remaining() {
    return Duration.ofNanos(remainingNanos());
  }

  /** Returns the remaining time in nanoseconds, at most half of {@link Long#MAX_VALUE}. */
  long remainingNanos();

  /** Returns whether the deadline has passed. */
  default boolean isExpired() {
    return remainingNanos() <= 0;
  }
}
