package io.pinelink.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The figures of a comparison of two builds in all rounds, by load and measure. */
final class Comparison {
  private record Key(String load, Measure measure) {}

  /** The rounds of one load and measure. */
  private record Rounds(
      List<Double> values, List<Double> ratios, List<Double> controls, List<Double> ceilings) {
    private Rounds() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  private final Map<Key, Rounds> all = new LinkedHashMap<>();

  /**
   * Adds a round and returns its ratios as text.
   *
   * @param control the figure of another JVM of the other build
   * @param ceiling the figure of the bare channel or HTTP library; empty if there is none
   */
  String add(
      String load,
      Measure measure,
      double mine,
      double other,
      double control,
      Optional<Double> ceiling) {
    Rounds rounds = all.computeIfAbsent(new Key(load, measure), unused -> new Rounds());
    double ratio = mine / Math.sqrt(other * control);
    rounds.values.add(mine);
    rounds.ratios.add(ratio);
    rounds.controls.add(control / other);
    ceiling.ifPresent(value -> rounds.ceilings.add(mine / value));
    return String.format(" %s %.3f (%.3f)", measure, ratio, control / other);
  }

  /** Returns a row of a Markdown table for each load and measure. */
  String rows() {
    StringBuilder text = new StringBuilder();
    all.forEach((key, rounds) -> text.append(row(key, rounds)));
    return text.toString();
  }

  private static String row(Key key, Rounds rounds) {
    Ratio ratio = Ratio.of(rounds.ratios);
    Ratio control = Ratio.of(rounds.controls);
    return "| %s | %s | %s | %s | %s | %s | %s |\n"
        .formatted(
            key.load,
            key.measure.title(),
            Spread.text(Spread.of(rounds.values).median()),
            ratio,
            control,
            verdict(ratio, control),
            rounds.ceilings.isEmpty() ? "" : Ratio.of(rounds.ceilings));
  }

  private static String verdict(Ratio ratio, Ratio control) {
    if (ratio.isDifferent() && ratio.excludes(control)) {
      return ratio.high() < 1 ? "lower" : "higher";
    }
    return ratio.isResolved() && control.isResolved() ? "same" : "unknown";
  }
}
