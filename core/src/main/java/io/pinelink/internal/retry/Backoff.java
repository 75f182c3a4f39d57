package io.pinelink.internal.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before something is tried again: a bound that doubles with each failure, or a
 * random part of it, so that many callers who failed at the same time come back spread over it.
 *
 * @param first the bound after the first failure
 * @param longest the largest bound
 */
public record Backoff(Duration first, Duration longest) {
  /** More doublings than that are beyond any bound that nanoseconds can tell. */
  private static final int MAX_DOUBLINGS = 62;

  /**
   * The bound after that many failures.
   *
   * @param failures how many there were in a row, at least 1
   */
  public Duration bound(int failures) {
    return part(failures, 1);
  }

  /** Any part of the bound after that many failures. */
  Duration any(int failures, RandomGenerator random) {
    return part(failures, random.nextDouble());
  }

  /** Computed as a double, which cannot overflow. */
  private Duration part(int failures, double part) {
    double doubled = nanos(first) * (double) (1L << Math.min(failures - 1, MAX_DOUBLINGS));
    return Duration.ofNanos((long) (part * Math.min(doubled, nanos(longest))));
  }

  private static double nanos(Duration duration) {
    return duration.getSeconds() * 1e9 + duration.getNano();
  }
}
