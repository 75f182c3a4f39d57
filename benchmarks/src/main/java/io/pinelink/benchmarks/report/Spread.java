package io.pinelink.benchmarks.report;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The middle and the ends of what rounds showed. */
record Spread(double median, double min, double max) {
  private static final double LARGE = 100;
  private static final double MIDDLING = 10;

  /**
   * Of at least one value.
   *
   * @throws IllegalArgumentException if there is none
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

  /** Like {@code 4.31 [3.90-5.02]}; without the ends if there was one value. */
  @Override
  public String toString() {
    return min == max ? text(median) : text(median) + " [" + text(min) + "-" + text(max) + "]";
  }

  /** With three digits or more. */
  static String text(double value) {
    double size = Math.abs(value);
    String format = size >= LARGE ? "%,.0f" : size >= MIDDLING ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
