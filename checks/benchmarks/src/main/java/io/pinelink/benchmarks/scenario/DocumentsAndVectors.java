package io.pinelink.benchmarks.scenario;

import io.pinelink.benchmarks.Measure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A comparison of documents with vectors that have the same values and fields, over REST. */
final class DocumentsAndVectors implements Scenario {
  private static final String DOCUMENTS = "pinelink-documents-rest";
  private static final List<Workload> LOADS = Plan.oneCaller(List.of(Plan.REST, DOCUMENTS));
  private static final Duration FIRST = Duration.ofSeconds(8);

  /** The goal for documents, relative to vectors. */
  private static final double MAX = 1.1;

  @Override
  public boolean run(Settings settings, Path scratch) throws Exception {
    Readings readings = new Readings();
    try (Stage stage = new Stage(scratch)) {
      for (int round = 1; round <= settings.rounds(); round++) {
        // Two JVMs compile the same code differently: by more than what is measured here.
        try (Rounds fresh = new Rounds(settings, stage, readings, FIRST)) {
          fresh.round(round, LOADS);
        }
      }
    }
    List<Bar> bars = new ArrayList<>();
    for (Workload load : LOADS) {
      for (Measure measure : List.of(Measure.CPU, Measure.ALLOCATED)) {
        bars.add(
            Bar.atMost(
                load.title() + ": documents relative to vectors, " + measure.title(),
                readings.ratio(load.title(), measure, DOCUMENTS, Plan.REST),
                MAX,
                1));
      }
    }
    new ResultPage(
            settings,
            "documents",
            "Documents and vectors over REST",
            """
            The same 1,536 values and three fields as documents and as vectors, 100 in an upsert and in a fetch. Plaintext
            over HTTP/1.1 on loopback, one caller, in each round in JVMs of its own. Ratios are within the same round.
            Figures of upserts and fetches are per vector or document.
            """
                + settings.describe())
        .bars(bars)
        .table(readings, List.of(Measure.RATE, Measure.CPU, Measure.ALLOCATED, Measure.P50))
        .write();
    return true;
  }
}
