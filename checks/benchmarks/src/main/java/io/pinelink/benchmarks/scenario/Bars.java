package io.pinelink.benchmarks.scenario;

import io.pinelink.benchmarks.Measure;
import java.util.List;
import java.util.Optional;

/**
 * The performance goals of a run: counts, and ratios between processes of the same run that
 * repeated on two machines. Rates in megabytes and latencies did not, so they are reported and are
 * no goals.
 */
final class Bars {
  /** The size of a fetched vector's floats in bytes. */
  private static final double FLOATS = 4 * 1_536;

  private static final double THIRD = 1 / 3d;

  private final Readings readings;

  private Bars(Readings readings) {
    this.readings = readings;
  }

  static List<Bar> of(Readings readings) {
    return new Bars(readings).all();
  }

  private List<Bar> all() {
    return List.of(
        allocated("upserted vector", Plan.UPSERT_1, 300, 200),
        allocated("fetched vector", Plan.FETCH_1, 1.25 * FLOATS, 1.15 * FLOATS),
        allocated("query", Plan.QUERY_1, 8_000, 6_500),
        cpu(Plan.UPSERT_1, THIRD, 0.25),
        rate(Plan.UPSERT_1, 3, 4),
        cpu(Plan.UPSERT_16, THIRD, 0.25),
        rate(Plan.UPSERT_16, 3, 4),
        cpuOfBareChannel(Plan.UPSERT_1),
        rateOfBareChannel(Plan.UPSERT_1),
        cpuOfBareChannel(Plan.UPSERT_16),
        rateOfBareChannel(Plan.UPSERT_16),
        cpu(Plan.QUERY_1, 0.65, 0.55),
        rate(Plan.QUERY_ASYNC, 1.7, 2.2),
        cpu(Plan.FETCH_1, 0.55, 0.4),
        cpu(Plan.FETCH_16, 0.55, 0.4),
        start(SideBySide.COLD_START),
        start(Workload.overTls(SideBySide.COLD_START)));
  }

  private Bar allocated(String unit, String load, double gate, double target) {
    return Bar.atMost(
        "bytes allocated per " + unit,
        readings.spread(load, Plan.GRPC, Measure.ALLOCATED),
        gate,
        target);
  }

  private Bar cpu(String load, double gate, double target) {
    return Bar.atMost(
        load + ": CPU, relative to the official client", official(load, Measure.CPU), gate, target);
  }

  private Bar rate(String load, double gate, double target) {
    return Bar.atLeast(
        load + ": rate, relative to the official client",
        official(load, Measure.RATE),
        gate,
        target);
  }

  private Bar cpuOfBareChannel(String load) {
    return Bar.atMost(
        load + ": CPU, relative to a bare channel",
        readings.ratio(load, Measure.CPU, Plan.GRPC, Plan.BARE_GRPC),
        1.5,
        1.2);
  }

  private Bar rateOfBareChannel(String load) {
    return Bar.atLeast(
        load + ": rate, relative to a bare channel",
        readings.ratio(load, Measure.RATE, Plan.GRPC, Plan.BARE_GRPC),
        0.7,
        0.85);
  }

  private Bar start(String load) {
    return Bar.atMost(
        load + ": time, relative to the official client", official(load, Measure.START), 0.9, 0.7);
  }

  private Optional<Spread> official(String load, Measure measure) {
    return readings.ratio(load, measure, Plan.GRPC, Plan.OFFICIAL);
  }
}
