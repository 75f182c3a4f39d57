package io.pinelink.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The bars that a run is held to. */
final class Bars {
  /** The floats of a vector that is fetched. */
  private static final double FLOATS = 4 * 1_536;

  /** The JSON of 100 vectors of 1,536 values, in MB. */
  private static final double JSON_MEGABYTES = 1.92;

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
    all.rest();
    all.starts();
    all.footprint();
    return all.bars;
  }

  private void allocation() {
    bars.add(
        Bar.atMost(
            "bytes allocated for an upserted vector",
            readings.spread(Plan.UPSERT_1, Plan.GRPC, Metric.ALLOCATED),
            300,
            200));
    bars.add(
        Bar.atMost(
            "bytes allocated for a fetched vector",
            readings.spread(Plan.FETCH_1, Plan.GRPC, Metric.ALLOCATED),
            1.25 * FLOATS,
            1.15 * FLOATS));
    bars.add(
        Bar.atMost(
            "bytes allocated for a query",
            readings.spread(Plan.QUERY_1, Plan.GRPC, Metric.ALLOCATED),
            8_000,
            6_500));
  }

  private void codecs() {
    bars.add(
        Bar.atLeast(
            "protobuf written, times as fast as generated classes",
            readings.ratio(Codecs.GRPC, Metric.TIME, "encodeGenerated", "encode"),
            12,
            20));
    bars.add(
        Bar.atLeast(
            "protobuf read, times as fast as generated classes",
            readings.ratio(Codecs.GRPC, Metric.TIME, "decodeGenerated", "decode"),
            5,
            7));
    bars.add(Bar.atLeast("JSON of floats written, MB/s", megabytesPerSecond("encode"), 150, 300));
    bars.add(Bar.atLeast("JSON of floats read, MB/s", megabytesPerSecond("decode"), 200, 300));
  }

  private void upserts() {
    for (String what : List.of(Plan.UPSERT_1, Plan.UPSERT_16)) {
      bars.add(
          Bar.atMost(
              what + ": CPU, of the ceiling's",
              readings.ratio(what, Metric.CPU, Plan.GRPC, Plan.GRPC_CEILING),
              1.35,
              1.15));
      bars.add(
          Bar.atMost(
              what + ": CPU, of the official client's",
              readings.ratio(what, Metric.CPU, Plan.GRPC, Plan.OFFICIAL),
              1 / 3d,
              0.25));
      bars.add(
          Bar.atLeast(
              what + ": vectors a second, times the official client's",
              readings.ratio(what, Metric.RATE, Plan.GRPC, Plan.OFFICIAL),
              3,
              4));
    }
  }

  private void queries() {
    bars.add(
        Bar.atMost(
            "query, 1 caller: CPU, of the ceiling's",
            readings.ratio(Plan.QUERY_1, Metric.CPU, Plan.GRPC, Plan.GRPC_CEILING),
            1.15,
            1.05));
    bars.add(
        Bar.atMost(
            "query, 1 caller: CPU, of the official client's",
            readings.ratio(Plan.QUERY_1, Metric.CPU, Plan.GRPC, Plan.OFFICIAL),
            0.65,
            0.55));
    for (String client : List.of(Plan.GRPC, Plan.GRPC_IN_PLACE)) {
      bars.add(
          Bar.atLeast(
              client + ", queries a second, 16 in flight, times the official blocking API's",
              readings.ratio(Plan.QUERY_ASYNC, client, Plan.QUERY_16, Plan.OFFICIAL, Metric.RATE),
              1.7,
              2.2));
      bars.add(
          Bar.atLeast(
              client + ", queries a second, 16 in flight, times the official async API's",
              readings.ratio(Plan.QUERY_ASYNC, Metric.RATE, client, Plan.OFFICIAL),
              1.7,
              2.2));
    }
    for (String what : List.of(Plan.FETCH_1, Plan.FETCH_16)) {
      bars.add(
          Bar.atMost(
              what + ": CPU, of the official client's",
              readings.ratio(what, Metric.CPU, Plan.GRPC, Plan.OFFICIAL),
              0.55,
              0.4));
    }
  }

  private void rest() {
    bars.add(
        Bar.atMost(
            "REST, query of 19 KB: p50 in us",
            readings.spread(Plan.QUERY_1, Plan.REST, Metric.P50),
            2_000,
            300));
  }

  private void starts() {
    for (String prefix : List.of(SideBySide.PLAINTEXT, SideBySide.TLS)) {
      bars.add(
          Bar.atMost(
              prefix + "first answer after the start of the JVM, of the official client's",
              readings.ratio(prefix + Report.COLD_START, Metric.START, Plan.GRPC, Plan.OFFICIAL),
              0.9,
              0.8));
    }
  }

  private void footprint() {
    bars.add(
        Bar.atMost(
            "jars at run time for gRPC alone",
            readings.spread(Report.FOOTPRINT, Plan.GRPC, Metric.JARS),
            30,
            30));
    bars.add(
        Bar.atMost(
            "their MiB", readings.spread(Report.FOOTPRINT, Plan.GRPC, Metric.MEBIBYTES), 10, 10));
  }

  private Optional<Spread> megabytesPerSecond(String method) {
    return readings
        .spread(Codecs.REST, method, Metric.TIME)
        .map(
            time ->
                new Spread(
                    JSON_MEGABYTES * 1e6 / time.median(),
                    JSON_MEGABYTES * 1e6 / time.max(),
                    JSON_MEGABYTES * 1e6 / time.min()));
  }
}
