package io.pinelink.internal.bulk;

import java.time.Duration;

/** A pause on a monotonic clock in nanoseconds of any origin. Not thread-safe. */
final class Pause {
  /** The maximum pause; a long cannot represent more than 292 years in nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private boolean pausing;
  private long resumeAt;

  /** Returns the remaining pause; zero if there is none. */
  Duration left(long now) {
    if (pausing && resumeAt - now <= 0) {
      pausing = false;
    }
    return pausing ? Duration.ofNanos(resumeAt - now) : Duration.ZERO;
  }

  /** Extends the pause to at least the given time from now. */
  void extend(Duration time, long now) {
    Duration bounded = time.compareTo(LONGEST) > 0 ? LONGEST : time;
    if (bounded.compareTo(left(now)) > 0) {
      resumeAt = now + bounded.toNanos();
      pausing = true;
    }
  }
}
