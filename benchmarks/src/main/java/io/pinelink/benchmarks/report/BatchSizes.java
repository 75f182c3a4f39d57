package io.pinelink.benchmarks.report;

import io.pinelink.benchmarks.ingest.Figure;
import io.pinelink.benchmarks.report.LoadRun.Load;
import io.pinelink.ingest.IngestOptions;
import io.pinelink.model.Protocol;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the size of a batch is worth: the same load with batches of several sizes, in turn. */
final class BatchSizes {
  private static final List<Integer> SIZES =
      List.of(62_500, 125_000, 250_000, 500_000, 1_000_000, IngestOptions.MAX_BATCH_BYTES);

  /** What came of one size over one protocol, in all rounds. */
  private record Row(int bytes, Protocol protocol, List<LoadRun> runs) {
    Spread spread(Figure figure) {
      return Spread.of(runs.stream().map(run -> run.figure(figure)).toList());
    }
  }

  private final List<Row> rows = new ArrayList<>();

  private BatchSizes() {
    for (Protocol protocol : List.of(Protocol.GRPC, Protocol.REST)) {
      for (int bytes : SIZES) {
        rows.add(new Row(bytes, protocol, new ArrayList<>()));
      }
    }
  }

  /**
   * Loads them.
   *
   * @param jar the runnable jar of the command line
   * @param scratch gets the servers' certificates
   */
  static BatchSizes run(boolean quick, Path jar, Path scratch) throws IOException {
    Load load = Load.of("generated:" + (quick ? 10_000 : 300_000));
    BatchSizes sizes = new BatchSizes();
    for (int round = 0; round < (quick ? 1 : 5); round++) {
      for (Row row : sizes.rows) {
        row.runs().add(LoadRun.of(load, row.protocol(), row.bytes(), jar, scratch));
      }
    }
    return sizes;
  }

  /** The middles and the spreads. */
  String markdown() {
    StringBuilder text =
        new StringBuilder(
            """

            ## By the size of a batch

            300,000 of the generated vectors, five times in turn with each size. A batch has 1,000 vectors at most,
            which is why the last size is not reached.

            | protocol | most bytes of a batch | vectors a batch | CPU, us a vector | vectors a second |
            |---|---|---|---|---|
            """);
    for (Row row : rows) {
      double batch = row.spread(Figure.VECTORS).median() / row.spread(Figure.CALLS).median();
      text.append(
          "| %s | %,d | %,.0f | %s | %s |%n"
              .formatted(
                  row.protocol().name().toLowerCase(Locale.ROOT),
                  row.bytes(),
                  batch,
                  row.spread(Figure.CPU),
                  row.spread(Figure.RATE)));
    }
    return text.toString();
  }

  List<LoadRun> runs() {
    return rows.stream().flatMap(row -> row.runs().stream()).toList();
  }
}
