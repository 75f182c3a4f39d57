package io.pinelink.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.benchmarks.Measure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingsTest {
  private final Readings readings = new Readings();

  private void add(String client, int round, double cpu) {
    readings.add(new Reading("upsert", client, round, Map.of(Measure.CPU, cpu)));
  }

  @Test
  void ratiosCompareValuesOfTheSameRound() {
    add("ours", 1, 10);
    add("theirs", 1, 20);
    add("theirs", 2, 400);
    add("ours", 2, 100);

    assertThat(readings.ratio("upsert", Measure.CPU, "ours", "theirs"))
        .contains(new Spread(0.375, 0.25, 0.5));
  }

  @Test
  void incompleteRoundsAreIgnored() {
    add("ours", 1, 10);
    add("theirs", 2, 20);
    add("ours", 3, 10);
    add("theirs", 3, 40);

    assertThat(readings.ratio("upsert", Measure.CPU, "ours", "theirs"))
        .contains(new Spread(0.25, 0.25, 0.25));
    assertThat(readings.ratio("upsert", Measure.RATE, "ours", "theirs")).isEmpty();
  }

  @Test
  void missingMeasurementsAreReportedAsNotMeasured() {
    add("ours", 1, 10);

    assertThat(Bars.of(readings)).extracting(Bar::verdict).containsOnly("not measured");
  }
}
