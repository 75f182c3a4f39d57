package io.pinelink.internal;

import io.pinelink.retry.RetryOptions;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a call is tried again: a random part of a bound that doubles, so that
 * many callers who failed at the same time come back spread over it.
 *
 * @param first the bound before the second try
 * @param longest the largest bound
 * @param random draws the part
 */
record Backoff(Duration first, Duration longest, RandomGenerator random) {
  /** More doublings than that are beyond any bound that nanoseconds can tell. */
  private static final int MOST_DOUBLINGS = 62;

  static Backoff of(RetryOptions options, RandomGenerator random) {
    return new Backoff(options.firstBackoff(), options.maxBackoff(), random);
  }

  /**
   * The wait after that many tries.
   *
   * @param tries how many have failed, at least 1
   */
  Duration after(int tries) {
    return Duration.ofNanos((long) (random.nextDouble() * bound(tries)));
  }

  /** In nanoseconds, as a double: it cannot overflow. */
  private double bound(int tries) {
    double doubled = nanos(first) * (double) (1L << Math.min(tries - 1, MOST_DOUBLINGS));
    return Math.min(doubled, nanos(longest));
  }

  private static double nanos(Duration duration) {
    return duration.getSeconds() * 1e9 + duration.getNano();
  }
}
