package io.pinelink.retry;

import io.pinelink.internal.validation.DurationText;
import java.time.Duration;
import java.util.Objects;

/**
 * The settings of hedged reads. A read without an answer after {@code delay} is sent a second time;
 * the first answer counts, and the other call is cancelled. Hedging cuts off the slow tail of
 * latencies where it comes from chance, such as a server that pauses. It costs additional requests
 * and read units.
 *
 * <p>Hedged reads are queries, searches, fetches, lists, statistics and descriptions at an index's
 * host. Writes are never hedged, nor are calls without retries, such as the calls of a bulk fetch.
 * Each attempt of a call has at most one hedge.
 *
 * <p>Each host has a budget. Each read adds {@code maxExtraRatio} to it, and each hedge and each
 * failed read takes one, so that a service that is slow overall does not receive every read twice.
 * A host that has not answered since two hedges receives no further one.
 *
 * @param delay how long a read waits for its answer before it is hedged, more than zero; typically
 *     the 95th to 99th percentile of the latency
 * @param maxExtraRatio the long-run number of hedges per read, more than 0 and at most 1
 * @see <a href="https://research.google/pubs/the-tail-at-scale/">The Tail at Scale</a>
 */
public record HedgeOptions(Duration delay, double maxExtraRatio) {
  private static final double DEFAULT_RATIO = 0.05;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public HedgeOptions {
    if (delay.isNegative() || delay.isZero()) {
      throw new IllegalArgumentException(
          "delay is " + DurationText.of(delay) + ", expected more than zero");
    }
    if (!(maxExtraRatio > 0 && maxExtraRatio <= 1)) {
      throw new IllegalArgumentException(
          "maxExtraRatio is " + maxExtraRatio + ", expected more than 0, at most 1");
    }
  }

  /**
   * Returns options with a delay and at most 5 hedges for each 100 reads.
   *
   * @throws IllegalArgumentException if the delay is not positive
   */
  public static HedgeOptions after(Duration delay) {
    return new HedgeOptions(delay, DEFAULT_RATIO);
  }

  /** Creates a builder for options with a delay, more than zero. */
  public static Builder builder(Duration delay) {
    return new Builder(delay);
  }

  /** Builds {@link HedgeOptions}. */
  public static final class Builder {
    private final Duration delay;
    private double maxExtraRatio = DEFAULT_RATIO;

    private Builder(Duration delay) {
      this.delay = Objects.requireNonNull(delay, "delay is null");
    }

    /** Sets the long-run number of hedges per read, more than 0 and at most 1. Default: 0.05. */
    public Builder maxExtraRatio(double maxExtraRatio) {
      this.maxExtraRatio = maxExtraRatio;
      return this;
    }

    /**
     * Builds the options.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public HedgeOptions build() {
      return new HedgeOptions(delay, maxExtraRatio);
    }
  }
}
