package io.pinelink.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The performance goals of a run: counts, and ratios between processes of the same run that
 * repeated on two machines. Rates in megabytes, latencies and CPU relative to a ceiling did not:
 * they differed by up to 1.7 times, so they are reported and are no goals.
 */
final class Bars {
  /** The size of a fetched vector's floats in bytes. */
  private static final double FLOATS = 4 * 1_536;

  private final Readings readings;
  private final List<Bar> bars = new ArrayList<>();

  private Bars(Readings readings) {
    this.readings = readings;
  }

  static List<Bar> of(Readings readings) {
    Bars all = new Bars(readings);
    all.allocation();
    all.codecs();
    all.upserts();
    all.queries();
    all.starts();
    all.footprint();
    return all.bars;
  }

  private void allocation() {
    bars.add(
        Bar.atMost(
            "bytes allocated per upserted vector",
            readings.spread(Plan.UPSERT_1, Plan.GRPC, Measure.ALLOCATED),
            300,
            200));
    bars.add(
        Bar.atMost(
            "bytes allocated per fetched vector",
            readings.spread(Plan.FETCH_1, Plan.GRPC, Measure.ALLOCATED),
            1.25 * FLOATS,
            1.15 * FLOATS));
    bars.add(
        Bar.atMost(
            "bytes allocated per query",
            readings.spread(Plan.QUERY_1, Plan.GRPC, Measure.ALLOCATED),
            8_000,
            6_500));
  }

  private void codecs() {
    bars.add(
        Bar.atLeast(
            "protobuf encoding speed, relative to generated classes",
            readings.ratio(Codecs.GRPC, Measure.TIME, "encodeGenerated", "encode"),
            12,
            20));
    bars.add(
        Bar.atLeast(
            "protobuf decoding speed, relative to generated classes",
            readings.ratio(Codecs.GRPC, Measure.TIME, "decodeGenerated", "decode"),
            5,
            7));
    bars.add(
        Bar.atLeast(
            "JSON encoding speed, relative to Jackson",
            readings.ratio(Codecs.REST, Measure.TIME, "encodeByJackson", "encode"),
            2,
            4));
    bars.add(
        Bar.atLeast(
            "JSON decoding speed, relative to Jackson",
            readings.ratio(Codecs.REST, Measure.TIME, "decodeByJackson", "decode"),
            2,
            4));
  }

  private void upserts() {
    for (String what : List.of(Plan.UPSERT_1, Plan.UPSERT_16)) {
      bars.add(
          Bar.atMost(
              what + ": CPU, relative to the official client",
              readings.ratio(what, Measure.CPU, Plan.GRPC, Plan.OFFICIAL),
              1 / 3d,
              0.25));
      bars.add(
          Bar.atLeast(
              what + ": vectors per second, relative to the official client",
              readings.ratio(what, Measure.RATE, Plan.GRPC, Plan.OFFICIAL),
              3,
              4));
    }
  }

  private void queries() {
    bars.add(
        Bar.atMost(
            "query, 1 caller: CPU, relative to the official client",
            readings.ratio(Plan.QUERY_1, Measure.CPU, Plan.GRPC, Plan.OFFICIAL),
            0.65,
            0.55));
    for (String client : List.of(Plan.GRPC, Plan.GRPC_IN_PLACE)) {
      bars.add(
          Bar.atLeast(
              client + ", queries per second, 16 in flight, relative to the official blocking API",
              readings.ratio(Plan.QUERY_ASYNC, client, Plan.QUERY_16, Plan.OFFICIAL, Measure.RATE),
              1.7,
              2.2));
      bars.add(
          Bar.atLeast(
              client + ", queries per second, 16 in flight, relative to the official async API",
              readings.ratio(Plan.QUERY_ASYNC, Measure.RATE, client, Plan.OFFICIAL),
              1.7,
              2.2));
    }
    for (String what : List.of(Plan.FETCH_1, Plan.FETCH_16)) {
      bars.add(
          Bar.atMost(
              what + ": CPU, relative to the official client",
              readings.ratio(what, Measure.CPU, Plan.GRPC, Plan.OFFICIAL),
              0.55,
              0.4));
    }
  }

  private void starts() {
    for (String prefix : List.of(SideBySide.PLAINTEXT, SideBySide.TLS)) {
      bars.add(
          Bar.atMost(
              prefix + "time to the first answer of a JVM, relative to the official client",
              readings.ratio(prefix + Report.COLD_START, Measure.START, Plan.GRPC, Plan.OFFICIAL),
              0.9,
              0.8));
    }
  }

  private void footprint() {
    bars.add(
        Bar.atMost(
            "runtime jars for gRPC only",
            readings.spread(Report.FOOTPRINT, Plan.GRPC, Measure.JARS),
            20,
            17));
    bars.add(
        Bar.atMost(
            "size of these jars, MiB",
            readings.spread(Report.FOOTPRINT, Plan.GRPC, Measure.MEBIBYTES),
            18,
            10));
  }
}
