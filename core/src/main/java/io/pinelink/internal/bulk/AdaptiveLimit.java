package io.pinelink.internal.bulk;

import io.pinelink.internal.retry.Backoff;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An adaptive limit of the calls in flight to one namespace, derived from the results of previous
 * calls. It grows while calls that use it succeed, at first by doubling. It falls when the service
 * throttles, when half of the calls fail, and when calls take longer than with fewer in flight.
 *
 * <p>A pure state machine: time is an argument, in nanoseconds of any monotonic clock, and there
 * are no other inputs. Not thread-safe.
 *
 * <p>Latency is evaluated in rounds of as many calls as the limit allows, all started after the
 * last change. Their mean is compared with the lowest one so far. If that can no longer be reached
 * because the network path became slower, a round with half of the limit measures it again from
 * time to time.
 */
final class AdaptiveLimit {
  private static final int FIRST = 4;
  private static final int FEWEST_SAMPLES = 4;
  private static final double FALL = 0.7;
  private static final double MAX_FALL = 0.5;

  /** The maximum ratio of the latency of a round to the latency of the fastest round. */
  private static final double TOLERANCE = 1.5;

  /** The fraction of the limit that a round must use for the limit to grow. */
  private static final double USED = 0.8;

  private static final int SLOW_ROUNDS_BEFORE_PROBE = 20;

  private static final Backoff PAUSES = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

  /** Longer pauses are not spread. */
  private static final Duration MAX_SPREAD = Duration.ofHours(1);

  private int floor;
  private int ceiling;
  private double limit;
  private boolean doubling = true;

  private boolean changedOnce;
  private long changedAt;
  private int samples;
  private int failures;
  private int accepted;
  private double latencies;
  private int maxInFlight;

  private double fastest = Double.MAX_VALUE;
  private int slowRounds;
  private boolean probing;
  private double beforeProbe;

  /** The pause that the service requests. */
  private final Pause requested = new Pause();

  /** The requested pause and a random part, so that clients that share a limit return in turn. */
  private final Pause spread = new Pause();

  /** The client's own backoff, bounded by the pause that the service requests. */
  private final Pause own = new Pause();

  private int throttledInRow;

  /** Creates a limit of 4, or the nearest value within the bounds. */
  AdaptiveLimit(int floor, int ceiling) {
    this.floor = floor;
    this.ceiling = ceiling;
    this.limit = clamped(FIRST);
  }

  /** Changes the bounds, and the limit if it is outside of them. */
  void bound(int newFloor, int newCeiling) {
    floor = newFloor;
    ceiling = newCeiling;
    limit = clamped(limit);
  }

  /** Returns the maximum number of calls in flight, from the floor to the ceiling. */
  int limit() {
    return (int) limit;
  }

  /**
   * Returns how long no call may start; zero if one may start now.
   *
   * @param max the longest pause that the caller can wait for. A longer one that the service
   *     requested is ignored: waiting would not help, and another call shows whether the service
   *     still requests it
   */
  Duration pause(long now, Duration max) {
    if (requested.left(now).compareTo(max) > 0) {
      return own.left(now);
    }
    Duration spreadLeft = spread.left(now);
    return longer(
        longer(requested.left(now), own.left(now)),
        spreadLeft.compareTo(max) > 0 ? max : spreadLeft);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** Records a successful call, which itself counts as in flight. */
  void accepted(long startedAt, long now, int inFlight) {
    if (isOld(startedAt)) {
      return;
    }
    throttledInRow = 0;
    accepted++;
    latencies += Math.max(1, now - startedAt);
    sample(now, inFlight);
  }

  /** Records a call that failed transiently, but was not throttled. */
  void failed(long startedAt, long now, int inFlight) {
    if (isOld(startedAt)) {
      return;
    }
    failures++;
    sample(now, inFlight);
  }

  /**
   * Records a call that was refused because there are too many. The limit falls once per round,
   * regardless of the number of refused calls.
   *
   * @param hint how long the service asks to wait; null if it does not
   * @param jitter from 0 to 1; randomizes the client's own backoff, from half of it to all, and
   *     what is added to the requested pause, from a quarter of it, for 0, to nothing
   */
  void throttled(long startedAt, long now, @Nullable Duration hint, double jitter) {
    if (hint != null) {
      // Without a wait, the same calls would return immediately and repeatedly.
      Duration pause = longer(hint, PAUSES.first());
      requested.extend(pause, now);
      if (pause.compareTo(MAX_SPREAD) < 0) {
        spread.extend(pause.plusNanos((long) ((1 - jitter) / 4 * pause.toNanos())), now);
      }
    }
    if (isOld(startedAt)) {
      return;
    }
    throttledInRow++;
    Duration backoff = PAUSES.upperHalf(throttledInRow, jitter);
    own.extend(hint == null || hint.compareTo(backoff) > 0 ? backoff : hint, now);
    fall(FALL, now);
  }

  /**
   * Returns whether a call started before the last change, so that it is no evidence about the
   * current limit.
   */
  private boolean isOld(long startedAt) {
    return changedOnce && startedAt - changedAt < 0;
  }

  private void sample(long now, int inFlight) {
    samples++;
    maxInFlight = Math.max(maxInFlight, inFlight);
    if (samples >= Math.max(FEWEST_SAMPLES, limit())) {
      endRound(now);
    }
  }

  private void endRound(long now) {
    if (2 * failures >= samples) {
      fall(FALL, now);
      return;
    }
    double mean = latencies / accepted;
    if (probing) {
      probing = false;
      fastest = mean;
      limit = clamped(beforeProbe);
    } else {
      fastest = Math.min(fastest, mean);
      judge(TOLERANCE * fastest / mean);
    }
    beginRound(now);
  }

  /** Adjusts the limit. A speed below 1 is slower than allowed, by that factor. */
  private void judge(double speed) {
    if (speed >= 1) {
      if (maxInFlight >= USED * limit()) {
        limit = clamped(doubling ? 2 * limit : limit + 1);
      }
      return;
    }
    doubling = false;
    slowRounds++;
    if (slowRounds < SLOW_ROUNDS_BEFORE_PROBE) {
      limit = clamped(limit * Math.max(MAX_FALL, speed));
    } else {
      slowRounds = 0;
      probing = true;
      beforeProbe = limit;
      limit = clamped(limit / 2);
    }
  }

  private void fall(double factor, long now) {
    doubling = false;
    probing = false;
    limit = clamped(limit * factor);
    beginRound(now);
  }

  private void beginRound(long now) {
    changedOnce = true;
    changedAt = now;
    samples = 0;
    failures = 0;
    accepted = 0;
    latencies = 0;
    maxInFlight = 0;
  }

  private double clamped(double wanted) {
    return Math.max(floor, Math.min(ceiling, wanted));
  }

  /** A pause on a monotonic clock in nanoseconds of any origin. Not thread-safe. */
  private static final class Pause {
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
}
