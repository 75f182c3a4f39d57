package io.pinelink.benchmarks.report;

import io.pinelink.benchmarks.load.Call;
import io.pinelink.benchmarks.load.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A measurement of several connections over a path with a round trip of 40 ms. Started by {@code
 * benchmarks/long-path.sh}.
 */
public final class LongPath {
  private static final String ONE_CONNECTION = "pinelink-grpc-one-connection";
  private static final List<String> CLIENTS =
      List.of(Plan.GRPC, ONE_CONNECTION, Plan.OFFICIAL, Plan.GRPC_CEILING);
  private static final Scenario UPSERT =
      new Scenario(Plan.UPSERT_16, Call.UPSERT, false, Shape.USUAL, false, 16, CLIENTS);
  private static final Scenario FETCH =
      new Scenario(Plan.FETCH_16, Call.FETCH, false, Shape.USUAL, false, 16, CLIENTS);

  private LongPath() {}

  /**
   * Runs the loads and writes the report.
   *
   * @param args files with class paths, of the official client and of Pinelink over gRPC only, the
   *     directory of the results, the network namespaces of clients and sink, the sink's address
   *     there, and {@code --quick} or nothing
   */
  public static void main(String... args) throws Exception {
    Settings settings =
        Settings.longPath(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), args.length > 6);
    Readings readings = new Readings();
    Stage.Place place = Stage.Place.namespaces(args[3], args[4], args[5]);
    try (Scratch scratch = Scratch.create();
        Stage stage = new Stage(place, settings.officialClassPath(), scratch.directory());
        Rounds rounds = new Rounds(settings, stage, readings, false)) {
      for (int round = 1; round <= settings.rounds(); round++) {
        rounds.round(round, List.of(UPSERT, FETCH));
      }
    }
    write(settings, readings);
  }

  private static void write(Settings settings, Readings readings) throws IOException {
    String name = LocalDate.now(ZoneOffset.UTC) + "-long-path" + (settings.quick() ? "-quick" : "");
    List<Bar> bars =
        List.of(
            Bar.atLeast(
                "upsert, 16 in flight, round trip of 40 ms: vectors per second, relative to one"
                    + " connection",
                readings.ratio(Plan.UPSERT_16, Measure.RATE, Plan.GRPC, ONE_CONNECTION),
                2,
                2.3));
    StringBuilder text = new StringBuilder();
    text.append("# A long path, ").append(name).append("\n\n").append(Machine.describe());
    text.append(
        """


        Plaintext between two network namespaces; a relay delays each packet by 20 ms in either direction. %d rounds, %d windows of %d ms each. Batches of 100 vectors of 1,536 values.

        ## Bar

        """
            .formatted(settings.rounds(), settings.windows(), settings.window().toMillis()));
    Tables tables = new Tables(text, readings);
    tables.bars(bars);
    text.append("\n## Loads\n\n");
    tables.loads(List.of(Plan.UPSERT_16, Plan.FETCH_16));
    Files.createDirectories(settings.results());
    Files.writeString(settings.results().resolve(name + ".md"), text);
    ResultFile.write(settings.results().resolve(name + ".json"), settings, readings, bars);
    System.out.println("Written to " + settings.results().resolve(name + ".md"));
  }
}
