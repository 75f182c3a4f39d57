package io.pinelink.benchmarks.report;

import io.pinelink.benchmarks.load.Call;
import io.pinelink.benchmarks.load.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A comparison of documents with vectors that have the same values and fields, over REST. Started
 * by {@code benchmarks/documents.sh}.
 */
public final class DocumentsAndVectors {
  private static final String DOCUMENTS = "pinelink-documents-rest";
  private static final List<String> CLIENTS = List.of(Plan.REST, DOCUMENTS);
  private static final List<Scenario> LOADS =
      List.of(
          load(Plan.UPSERT_1, Call.UPSERT, false),
          load(Plan.QUERY_100, Call.QUERY, true),
          load(Plan.FETCH_1, Call.FETCH, false));

  private static final Duration WARM_UP = Duration.ofSeconds(8);

  /** The goal for the CPU of documents. */
  private static final double MAX_CPU = 1.1;

  private DocumentsAndVectors() {}

  private static Scenario load(String title, Call call, boolean large) {
    return new Scenario(title, call, large, Shape.USUAL, false, 1, CLIENTS);
  }

  /**
   * Runs the loads and writes the report.
   *
   * @param args files with class paths, of the official client and of Pinelink over gRPC only, the
   *     directory of the results, and options
   */
  public static void main(String... args) throws Exception {
    Settings settings = Settings.parse(args).warmedUpFor(WARM_UP);
    Readings readings = new Readings();
    try (Scratch scratch = Scratch.create();
        Stage stage =
            new Stage(Stage.Place.loopback(), settings.officialClassPath(), scratch.directory())) {
      for (int round = 1; round <= settings.rounds(); round++) {
        // Two JVMs compile the same code differently: by more than what is measured here.
        try (Rounds fresh = new Rounds(settings, stage, readings, false)) {
          fresh.round(round, LOADS);
        }
      }
    }
    write(settings, readings);
  }

  private static void write(Settings settings, Readings readings) throws IOException {
    String name = LocalDate.now(ZoneOffset.UTC) + "-documents" + (settings.quick() ? "-quick" : "");
    List<Bar> bars = new ArrayList<>();
    for (Scenario load : LOADS) {
      bars.add(
          Bar.atMost(
              load.title() + ": CPU of documents, relative to vectors",
              readings.ratio(load.title(), Measure.CPU, DOCUMENTS, Plan.REST),
              MAX_CPU,
              1));
      bars.add(
          Bar.atMost(
              load.title() + ": bytes allocated for documents, relative to vectors",
              readings.ratio(load.title(), Measure.ALLOCATED, DOCUMENTS, Plan.REST),
              MAX_CPU,
              1));
    }
    StringBuilder text = new StringBuilder();
    text.append("# Documents and vectors over REST, ").append(name).append("\n\n");
    text.append(Machine.describe());
    text.append(
        """


        The same 1,536 values and three fields as documents and as vectors, 100 in an upsert and in a fetch. Plaintext
        over HTTP/1.1 on loopback, one caller. %d rounds with %d windows of %d ms each, each round in JVMs of its own;
        medians, with the minimum and maximum of the rounds in brackets. Ratios are within the same round. Figures of
        upserts and fetches are per vector or document.

        ## Bars

        """
            .formatted(settings.rounds(), settings.windows(), settings.window().toMillis()));
    Tables tables = new Tables(text, readings);
    tables.bars(bars);
    text.append("\n## Loads\n\n");
    tables.table(
        LOADS.stream().map(Scenario::title).toList(),
        List.of(Measure.RATE, Measure.CPU, Measure.ALLOCATED, Measure.P50));
    Files.createDirectories(settings.results());
    Files.writeString(settings.results().resolve(name + ".md"), text);
    ResultFile.write(settings.results().resolve(name + ".json"), settings, readings, bars);
    System.out.println("Written to " + settings.results().resolve(name + ".md"));
  }
}
