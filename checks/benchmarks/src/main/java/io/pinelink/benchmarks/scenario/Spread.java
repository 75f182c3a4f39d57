package io.pinelink.benchmarks.scenario;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The median, minimum and maximum over the rounds. */
record Spread(double median, double min, double max) {
  private static final double LARGE = 100;
  private static final double MIDDLING = 10;

  /**
   * Returns the spread of at least one value.
   *
   * @throws IllegalArgumentException if there are no values
   */
  static Spread of(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("There is no value");
    }
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
  }

  /** Returns a text such as {@code 4.31 [3.90-5.02]}; without brackets for a single value. */
  @Override
  public String toString() {
    return min == max ? text(median) : text(median) + " [" + text(min) + "-" + text(max) + "]";
  }

  /** Formats a number with at least three digits. */
  static String text(double value) {
    double size = Math.abs(value);
    String format = size >= LARGE ? "%,.0f" : size >= MIDDLING ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
