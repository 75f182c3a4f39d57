package io.pinelink.internal.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * An exponential backoff: a bound that doubles with each failure, or a random fraction of it, so
 * that callers that failed at the same time do not retry at the same time.
 *
 * @param first the bound after the first failure
 * @param longest the largest bound
 */
public record Backoff(Duration first, Duration longest) {
  /** The maximum number of doublings; more exceed any bound in nanoseconds. */
  private static final int MAX_DOUBLINGS = 62;

  /** Returns the bound after a number of failures in a row, at least 1. */
  public Duration bound(int failures) {
    return part(failures, 1);
  }

  /** Returns half of the bound after a number of failures, for jitter 0, to all of it, for 1. */
  public Duration upperHalf(int failures, double jitter) {
    return part(failures, (1 + jitter) / 2);
  }

  /** Returns a random fraction of the bound after a number of failures. */
  Duration any(int failures, RandomGenerator random) {
    return part(failures, random.nextDouble());
  }

  /** Returns a fraction of the bound, computed as a double, which cannot overflow. */
  private Duration part(int failures, double part) {
    double doubled = nanos(first) * (double) (1L << Math.min(failures - 1, MAX_DOUBLINGS));
    return Duration.ofNanos((long) (part * Math.min(doubled, nanos(longest))));
  }

  private static double nanos(Duration duration) {
    return duration.getSeconds() * 1e9 + duration.getNano();
  }
}
