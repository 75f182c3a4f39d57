package io.pinelink.benchmarks.scenario;

import io.pinelink.benchmarks.Measure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The comparison of all clients, which run in turn under the same loads for several rounds. */
final class SideBySide implements Scenario {
  static final String COLD_START = "first query of a JVM";

  private static final String CHART = "Throughput on loopback, times the official client's";

  private static final Duration FIRST = Duration.ofSeconds(20);
  private static final int STARTS = 7;

  private final Readings readings = new Readings();

  @Override
  public boolean run(Settings settings, Path scratch) throws Exception {
    try (Stage stage = new Stage(scratch)) {
      try (Rounds rounds = new Rounds(settings, stage, readings, FIRST)) {
        for (int round = 1; round <= settings.rounds(); round++) {
          rounds.round(round, Plan.allClients());
        }
      }
      coldStarts(settings, stage);
    }
    write(settings);
    return true;
  }

  private void coldStarts(Settings settings, Stage stage) {
    for (int round = 1; round <= settings.rounds(STARTS); round++) {
      for (boolean tls : new boolean[] {false, true}) {
        for (String client : List.of(Plan.GRPC, Plan.REST, Plan.OFFICIAL)) {
          String what = tls ? Workload.overTls(COLD_START) : COLD_START;
          if (settings.selects(client + ", " + what)) {
            String classPath = stage.classPathOf(client);
            readings.add(
                new Reading(
                    what, client, round, stage.coldStart(classPath, client, tls, List.of())));
          }
        }
      }
    }
  }

  private void write(Settings settings) throws Exception {
    new ResultPage(
            settings,
            "side-by-side-jdk-" + Runtime.version().feature(),
            "Side by side",
            settings.describe()
                + """


                Ratios are within the same round. Vectors have 1,536 values and, where they are written or returned whole,
                three fields of metadata; an upsert and a fetch carry 100. Figures of upserts and fetches are per vector,
                except p50 and p99, which are per call. `official` is the Java client 6.1.0, and `bare-grpc` a gRPC channel
                that sends the same bytes, prepared in advance.

                ## Goals
                """)
        .bars(Bars.of(readings))
        .append("\n## Loads\n")
        .chart(CHART, Chart.toSvg(CHART, readings, Plan.charted(), Plan.OFFICIAL))
        .table(
            readings.matching(reading -> !isStart(reading)),
            List.of(
                Measure.RATE,
                Measure.CPU,
                Measure.SINK_CPU,
                Measure.ALLOCATED,
                Measure.P50,
                Measure.P99),
            List.of(Measure.RATE, Measure.CPU),
            Plan.OFFICIAL)
        .append("\n## First answer of a JVM\n")
        .table(
            readings.matching(SideBySide::isStart),
            List.of(Measure.START, Measure.START_CPU, Measure.CLASSES))
        .write();
  }

  private static boolean isStart(Reading reading) {
    return reading.what().endsWith(COLD_START);
  }
}
