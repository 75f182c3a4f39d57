package io.pinelink.benchmarks.report;

import io.pinelink.benchmarks.load.Window;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What one client showed in one round.
 *
 * @param what was done
 * @param client who did it
 * @param round readings of the same round stand side by side
 */
record Reading(String what, String client, int round, Map<Metric, Double> values) {
  /**
   * The medians of windows.
   *
   * @param units of work in a call
   */
  static Reading of(String what, String client, int round, List<Window> windows, int units) {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    values.put(Metric.RATE, median(windows, Window::calls) * units);
    values.put(Metric.CPU, median(windows, Window::cpu) / units);
    values.put(Metric.ALLOCATED, median(windows, Window::allocated) / units);
    values.put(Metric.P50, median(windows, Window::p50));
    values.put(Metric.P99, median(windows, Window::p99));
    return new Reading(what, client, round, values);
  }

  private static double median(List<Window> windows, ToDoubleFunction<Window> value) {
    return Spread.of(windows.stream().mapToDouble(value).boxed().toList()).median();
  }
}
