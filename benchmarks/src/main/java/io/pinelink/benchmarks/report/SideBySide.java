package io.pinelink.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The comparison of all clients: runs them in turn under the same loads for several rounds, and
 * writes the results. Started by {@code benchmarks/run.sh}.
 */
public final class SideBySide {
  static final String PLAINTEXT = "";
  static final String TLS = "TLS: ";

  private static final double MEBIBYTE = 1 << 20;

  private final Settings settings;
  private final Stage stage;
  private final Readings readings = new Readings();

  private SideBySide(Settings settings, Stage stage) {
    this.settings = settings;
    this.stage = stage;
  }

  /**
   * Runs the comparison.
   *
   * @param args files with class paths, of the official client and of Pinelink over gRPC only, the
   *     directory of the results, and options
   */
  public static void main(String... args) throws Exception {
    Settings settings = Settings.parse(args);
    try (Scratch scratch = Scratch.create();
        Stage stage =
            new Stage(Stage.Place.loopback(), settings.officialClassPath(), scratch.directory())) {
      new SideBySide(settings, stage).run();
    }
  }

  private void run() throws Exception {
    try (Rounds plaintext = new Rounds(settings, stage, readings, false);
        Rounds tls = new Rounds(settings, stage, readings, true)) {
      for (int round = 1; round <= settings.rounds(); round++) {
        plaintext.round(round, Plan.plaintext());
        tls.round(round, Plan.tls());
      }
      plaintext.round(1, Plan.dimensions());
      plaintext.round(1, Plan.batches());
      plaintext.round(1, Plan.concurrencies());
    }
    coldStarts();
    footprints();
    footprint(Plan.GRPC, settings.grpcClassPath());
    footprint(Plan.OFFICIAL, settings.officialClassPath());
    Codecs.measure(settings.quick(), readings);
    Report.write(settings, readings);
  }

  private void coldStarts() {
    for (int round = 1; round <= settings.starts(); round++) {
      for (boolean tls : new boolean[] {false, true}) {
        for (String client : List.of(Plan.GRPC, Plan.REST, Plan.OFFICIAL, Plan.GRPC_CEILING)) {
          readings.add(
              new Reading(
                  (tls ? TLS : PLAINTEXT) + Report.COLD_START,
                  client,
                  round,
                  stage.coldStart(client, tls, List.of())));
        }
      }
    }
  }

  private void footprints() {
    for (String client : List.of(Plan.GRPC, Plan.OFFICIAL)) {
      List<String> lines = stage.footprint(client);
      for (int i = 0; i < Report.HELD.size(); i++) {
        String[] parts = lines.get(i).split(" ", -1);
        readings.add(
            new Reading(
                Report.HELD.get(i),
                client,
                1,
                Map.of(
                    Measure.HEAP, Double.valueOf(parts[0]),
                    Measure.DIRECT, Double.valueOf(parts[1]),
                    Measure.THREADS, Double.valueOf(parts[2]))));
      }
    }
  }

  /** Counts the libraries of a client, without its own jars. */
  private void footprint(String client, Path classPath) throws IOException {
    int jars = 0;
    long bytes = 0;
    for (String jar : Files.readString(classPath).strip().split(":", -1)) {
      if (!Path.of(jar).getFileName().toString().startsWith("pinelink-")) {
        jars++;
        bytes += Files.size(Path.of(jar));
      }
    }
    readings.add(
        new Reading(
            Report.FOOTPRINT,
            client,
            1,
            Map.of(Measure.JARS, (double) jars, Measure.MEBIBYTES, bytes / MEBIBYTE)));
  }
}
