package io.pinelink.internal.bulk;

import java.time.Duration;

/** A pause by a monotonic clock in nanoseconds, which may begin anywhere. Not thread-safe. */
final class Pause {
  /** Nanoseconds cannot count more than three centuries. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private boolean pausing;
  private long resumeAt;

  /** Returns how much of the pause is left; zero if none is. */
  Duration left(long now) {
    if (pausing && resumeAt - now <= 0) {
      pausing = false;
    }
    return pausing ? Duration.ofNanos(resumeAt - now) : Duration.ZERO;
  }

  /** Pauses for at least this long from now on. */
  void extend(Duration time, long now) {
    Duration bounded = time.compareTo(LONGEST) > 0 ? LONGEST : time;
    if (bounded.compareTo(left(now)) > 0) {
      resumeAt = now + bounded.toNanos();
      pausing = true;
    }
  }
}
