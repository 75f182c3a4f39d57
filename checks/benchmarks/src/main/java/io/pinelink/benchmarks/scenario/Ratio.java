package io.pinelink.benchmarks.scenario;

import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.util.ListStatistics;

/**
 * A ratio measured in several rounds, with the interval that contains its true value with a
 * probability of 95 %, by Student's distribution of the logarithms. Fewer than three rounds say
 * nothing about the true value: the interval then contains all ratios.
 */
record Ratio(double mean, double low, double high) {
  private static final double CONFIDENCE = 0.95;

  private static final int MIN_ROUNDS = 3;

  /** The smallest difference worth reporting. */
  private static final double RESOLUTION = 1.05;

  /**
   * Returns the ratio over all rounds.
   *
   * @param ratios the ratio of each round, at least one
   */
  static Ratio of(List<Double> ratios) {
    ListStatistics logarithms = new ListStatistics();
    ratios.forEach(ratio -> logarithms.addValue(Math.log(ratio)));
    double mean = Math.exp(logarithms.getMean());
    if (ratios.size() < MIN_ROUNDS) {
      return new Ratio(mean, 0, Double.POSITIVE_INFINITY);
    }
    double[] interval = logarithms.getConfidenceIntervalAt(CONFIDENCE);
    return new Ratio(mean, Math.exp(interval[0]), Math.exp(interval[1]));
  }

  /** Returns whether a difference of 5 % would show. */
  boolean isResolved() {
    return high / low <= RESOLUTION * RESOLUTION;
  }

  /** Returns whether the interval excludes equality. */
  boolean isDifferent() {
    return low > 1 || high < 1;
  }

  /** Returns whether the two intervals have nothing in common. */
  boolean excludes(Ratio other) {
    return low > other.high || high < other.low;
  }

  /** Returns a text such as {@code 0.520 [0.500-0.540]}; without an interval, the ratio alone. */
  @Override
  public String toString() {
    if (Double.isInfinite(high)) {
      return String.format(Locale.ROOT, "%.3f", mean);
    }
    return String.format(Locale.ROOT, "%.3f [%.3f-%.3f]", mean, low, high);
  }
}
