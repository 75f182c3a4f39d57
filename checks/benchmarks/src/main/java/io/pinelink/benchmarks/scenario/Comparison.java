package io.pinelink.benchmarks.scenario;

import io.pinelink.benchmarks.Measure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of a comparison of two builds in all rounds, by load and measure. */
final class Comparison {
  private record Key(String load, Measure measure) {}

  /** The rounds of one load and measure. */
  private record Rounds(List<Double> values, List<Double> ratios, List<Double> controls) {
    private Rounds() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  private final Map<Key, Rounds> all = new LinkedHashMap<>();

  /**
   * Adds a round and returns its ratios as text.
   *
   * @param control the figure of another JVM of the other build
   */
  String add(String load, Measure measure, double mine, double other, double control) {
    Rounds rounds = all.computeIfAbsent(new Key(load, measure), unused -> new Rounds());
    double ratio = mine / Math.sqrt(other * control);
    rounds.values.add(mine);
    rounds.ratios.add(ratio);
    rounds.controls.add(control / other);
    return String.format(" %s %.3f (%.3f)", measure, ratio, control / other);
  }

  /** Appends a table with a row for each load and measure. */
  void appendTo(ResultPage page) {
    page.head("load", "measure", "this build", "ratio", "control", "verdict");
    all.forEach(
        (key, rounds) -> {
          Ratio ratio = Ratio.of(rounds.ratios);
          Ratio control = Ratio.of(rounds.controls);
          page.row(
              key.load,
              key.measure.title(),
              Spread.text(Spread.of(rounds.values).median()),
              ratio.toString(),
              control.toString(),
              verdict(ratio, control));
        });
  }

  private static String verdict(Ratio ratio, Ratio control) {
    if (ratio.isDifferent() && ratio.excludes(control)) {
      return ratio.high() < 1 ? "lower" : "higher";
    }
    return ratio.isResolved() && control.isResolved() ? "same" : "unknown";
  }
}
