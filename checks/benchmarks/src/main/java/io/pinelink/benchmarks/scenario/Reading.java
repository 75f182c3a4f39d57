package io.pinelink.benchmarks.scenario;

import io.pinelink.benchmarks.Measure;
import io.pinelink.benchmarks.load.Window;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The measurements of one client in one round.
 *
 * @param what the load
 * @param client the client under the load
 * @param round the round; readings of the same round are compared with each other
 */
record Reading(String what, String client, int round, Map<Measure, Double> values) {
  /**
   * Returns a reading with the medians of windows.
   *
   * @param units the units of work per call
   */
  static Reading of(String what, String client, int round, List<Window> windows, int units) {
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    values.put(Measure.RATE, median(windows, Window::calls) * units);
    values.put(Measure.CPU, median(windows, Window::cpu) / units);
    values.put(Measure.SINK_CPU, median(windows, Window::sink) / units);
    values.put(Measure.ALLOCATED, median(windows, Window::allocated) / units);
    values.put(Measure.P50, median(windows, Window::p50));
    values.put(Measure.P99, median(windows, Window::p99));
    return new Reading(what, client, round, values);
  }

  private static double median(List<Window> windows, ToDoubleFunction<Window> value) {
    return Spread.of(windows.stream().mapToDouble(value).boxed().toList()).median();
  }
}
