package io.pinelink.kafkaconnect;

import io.pinelink.error.PinelinkException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * The pauses between attempts while the service accepts nothing, and their limit. Used by the
 * task's thread only.
 */
final class Outage {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Duration timeout;

  /** The time of the first failure; null if there was none, or everything was settled since. */
  private @Nullable Instant start;

  private Instant nextAttempt = Instant.EPOCH;
  private Duration nextPause = FIRST_PAUSE;
  private long settledBefore;

  /** The reason of the current pause; null between pauses. */
  private @Nullable PinelinkException failure;

  private boolean reported;

  /**
   * Creates an outage that has not begun.
   *
   * @param timeout the longest time without an accepted change; negative if there is no limit
   */
  Outage(InstantSource clock, Duration timeout) {
    this.clock = clock;
    this.timeout = timeout;
  }

  /**
   * Starts a pause, which is twice as long as the previous one if nothing was accepted meanwhile.
   *
   * @param settled the number of records settled so far
   * @throws ConnectException if nothing was accepted for longer than the timeout
   */
  void pause(PinelinkException failure, long settled) {
    Instant now = clock.instant();
    if (start == null || settled > settledBefore) {
      start = now;
      nextPause = FIRST_PAUSE;
    } else if (!timeout.isNegative() && now.isAfter(start.plus(timeout))) {
      throw new ConnectException(
          "nothing was accepted for " + Duration.between(start, now) + ": " + failure.getMessage(),
          failure);
    }
    this.failure = failure;
    settledBefore = settled;
    reported = false;
    nextAttempt = now.plus(nextPause);
    Duration doubled = nextPause.multipliedBy(2);
    nextPause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  /** Returns what is left of the pause; zero if there is none, or it is over. */
  Duration left() {
    if (failure != null) {
      Duration left = Duration.between(clock.instant(), nextAttempt);
      if (!left.isNegative() && !left.isZero()) {
        return left;
      }
      failure = null;
    }
    return Duration.ZERO;
  }

  /**
   * Reports the reason of the pause to the worker, once.
   *
   * @param left what is left of the pause
   * @throws RetriableException if it was not reported yet
   */
  void report(Duration left) {
    if (failure != null && !reported) {
      reported = true;
      throw new RetriableException(
          "paused for " + left.toSeconds() + " s: " + failure.getMessage(), failure);
    }
  }

  /** Ends the outage: nothing waits for the service any more. */
  void end() {
    start = null;
  }
}
