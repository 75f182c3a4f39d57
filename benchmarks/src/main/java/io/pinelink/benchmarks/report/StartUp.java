package io.pinelink.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A comparison of the time from the start of a JVM to the answer of its first query over TLS, with
 * and without a file of loaded classes. Started by {@code benchmarks/start-up.sh}.
 */
public final class StartUp {
  private static final String FIRST_QUERY = "first query over TLS";
  private static final List<String> CLIENTS = List.of(Plan.GRPC, Plan.REST, Plan.OFFICIAL);
  private static final List<Archive> ARCHIVES =
      Stream.of(Archive.values()).filter(Archive::isAvailable).toList();

  /** The goal with a file, relative to the official client without one. */
  private static final double MAX_TIME = 0.5;

  private final Stage stage;
  private final Path files;
  private final Readings readings = new Readings();

  private StartUp(Stage stage, Path files) {
    this.stage = stage;
    this.files = files;
  }

  /**
   * Runs the JVMs and writes the report.
   *
   * @param args files with class paths, of the official client and of Pinelink over gRPC only, the
   *     directory of the results, and options
   */
  public static void main(String... args) throws Exception {
    Settings settings = Settings.parse(args);
    try (Scratch scratch = Scratch.create();
        Stage stage =
            new Stage(Stage.Place.loopback(), settings.officialClassPath(), scratch.directory())) {
      StartUp run = new StartUp(stage, scratch.directory());
      run.train();
      for (int round = 1; round <= settings.starts(); round++) {
        run.round(round);
      }
      run.write(settings);
    }
  }

  private void train() {
    for (String client : CLIENTS) {
      for (Archive archive : ARCHIVES) {
        stage.coldStart(client, true, archive.writing(file(client, archive)));
      }
    }
  }

  private void round(int number) throws IOException {
    for (Archive archive : ARCHIVES) {
      for (String client : CLIENTS) {
        List<String> options = archive.reading(file(client, archive));
        Map<Measure, Double> values = new EnumMap<>(stage.coldStart(client, true, options));
        values.put(
            Measure.CLASS_BYTES,
            stage.classFiles(stage.classPathOf(client), client, true, options));
        readings.add(new Reading(FIRST_QUERY, archive.name(client), number, values));
        System.out.println("round " + number + ", " + archive.name(client) + ": " + values);
      }
    }
  }

  private Path file(String client, Archive archive) {
    return files.resolve(client + "." + archive);
  }

  private void write(Settings settings) throws IOException {
    List<Bar> bars = new ArrayList<>();
    for (Archive archive : ARCHIVES) {
      for (String client : List.of(Plan.GRPC, Plan.REST)) {
        String name = archive.name(client);
        bars.add(
            Bar.atMost(
                name
                    + ": time to the first answer, relative to the official client's without a file",
                readings.ratio(FIRST_QUERY, Measure.START, name, Plan.OFFICIAL),
                1,
                MAX_TIME));
      }
    }
    String name =
        "%s-start-up-jdk-%d%s"
            .formatted(
                LocalDate.now(ZoneOffset.UTC),
                Runtime.version().feature(),
                settings.quick() ? "-quick" : "");
    StringBuilder text = new StringBuilder();
    text.append("# First answer of a JVM, ").append(name).append("\n\n");
    text.append(Machine.describe());
    text.append(
        """


        Milliseconds from the start of a JVM to the answer of its first query, over TLS on loopback; the CPU time until
        then; the loaded classes, and the class files read, which classes of an archive do not need. %d JVMs of each kind
        in turn; medians, with the minimum and maximum in brackets. Ratios are within the same round. A training run
        wrote each file with a query like the measured one.

        ## Bars

        """
            .formatted(settings.starts()));
    Tables tables = new Tables(text, readings);
    tables.bars(bars);
    text.append("\n## Starts\n\n");
    tables.table(
        List.of(FIRST_QUERY),
        List.of(Measure.START, Measure.START_CPU, Measure.CLASSES, Measure.CLASS_BYTES));
    Files.createDirectories(settings.results());
    Files.writeString(settings.results().resolve(name + ".md"), text);
    ResultFile.write(settings.results().resolve(name + ".json"), settings, readings, bars);
    System.out.println("Written to " + settings.results().resolve(name + ".md"));
  }
}
