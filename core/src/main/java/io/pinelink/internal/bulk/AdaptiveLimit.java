package io.pinelink.internal.bulk;

import io.pinelink.internal.retry.Backoff;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many calls may be under way to one namespace, learnt from how the calls before them ended. It
 * grows while calls that use it succeed, at first by doubling; it falls when the service throttles,
 * when half of the calls fail, and when calls take longer than they did with fewer under way.
 *
 * <p>A pure state machine: time is an argument, in nanoseconds of any monotonic clock, and nothing
 * else comes from outside. Not thread-safe.
 *
 * <p>Latency is judged by rounds: as many calls as the limit allows, all begun after the last
 * change. Their mean is held against the lowest one seen. Where that one cannot be reached any
 * more, since the path itself became slower, a round with half of the limit measures it anew from
 * time to time.
 */
final class AdaptiveLimit {
  private static final int FIRST = 4;
  private static final int FEWEST_SAMPLES = 4;
  private static final double FALL = 0.7;
  private static final double MAX_FALL = 0.5;

  /** How many times as long as the fastest round another may take. */
  private static final double TOLERANCE = 1.5;

  /** The part of the limit that must have been used to show that more would be. */
  private static final double USED = 0.8;

  private static final int SLOW_ROUNDS_BEFORE_PROBE = 20;

  private static final Backoff PAUSES = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

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

  /** The pause that the service asks for. */
  private final Pause asked = new Pause();

  /** The client's own backoff, but no more of it than the service asks for. */
  private final Pause own = new Pause();

  private int throttledInRow;

  /** Begins at 4, or what is next to it between the bounds. */
  AdaptiveLimit(int floor, int ceiling) {
    this.floor = floor;
    this.ceiling = ceiling;
    this.limit = clamped(FIRST);
  }

  /** Moves the bounds, and the limit if it is outside of them. */
  void bound(int newFloor, int newCeiling) {
    floor = newFloor;
    ceiling = newCeiling;
    limit = clamped(limit);
  }

  /** How many calls may be under way, from the floor to the ceiling. */
  int limit() {
    return (int) limit;
  }

  /** Returns how long no call may begin from now on, for a caller that can wait for ever. */
  Duration pause(long now) {
    return longer(asked.left(now), own.left(now));
  }

  /**
   * Returns how long no call may begin from now on; zero for not at all.
   *
   * @param max the longest pause that the caller can wait for. One that the service asked for and
   *     that is longer is ignored: waiting would be in vain, and another call finds out whether the
   *     service still asks for it
   */
  Duration pause(long now, Duration max) {
    return asked.left(now).compareTo(max) > 0 ? own.left(now) : pause(now);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /**
   * A call succeeded.
   *
   * @param inFlight how many were under way when it ended, with it
   */
  void accepted(long startedAt, long now, int inFlight) {
    if (isOld(startedAt)) {
      return;
    }
    throttledInRow = 0;
    accepted++;
    latencies += Math.max(1, now - startedAt);
    sample(now, inFlight);
  }

  /** A call failed in a way that may pass, and that is no throttling. */
  void failed(long startedAt, long now, int inFlight) {
    if (isOld(startedAt)) {
      return;
    }
    failures++;
    sample(now, inFlight);
  }

  /**
   * The service refused a call since there are too many. However many calls of one round are
   * refused, the limit falls once.
   *
   * @param hint how long it asks to wait; null if it does not say
   * @param jitter from 0 to 1, spreads the pause that it does not say
   */
  void throttled(long startedAt, long now, @Nullable Duration hint, double jitter) {
    if (hint != null) {
      // A wait of nothing would have the same calls come back at once, again and again.
      asked.extend(longer(hint, PAUSES.first()), now);
    }
    if (isOld(startedAt)) {
      return;
    }
    throttledInRow++;
    long nanos = (long) (PAUSES.bound(throttledInRow).toNanos() * (1 + jitter) / 2);
    Duration backoff = Duration.ofNanos(nanos);
    own.extend(hint == null || hint.compareTo(backoff) > 0 ? backoff : hint, now);
    fall(FALL, now);
  }

  /** What began before the last change tells nothing about the limit as it is now. */
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

  /** What is below 1 is slower than is allowed, by that factor. */
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
}
