package io.pinelink.cli.transfer;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.ProgressDisplay;
import io.pinelink.files.data.DataReadOptions;
import io.pinelink.files.data.DataReader;
import io.pinelink.files.data.FailedRows;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Loads files into a namespace, one after another, each with a checkpoint of its own. */
final class FileImport<T> {
  private final TransferredRows<T> rows;
  private final @Nullable Path checkpoint;
  private final @Nullable FailedRows failedRows;
  private final OutputOptions output;
  private long loaded;
  private long failed;
  private ExitCode code = ExitCode.DONE;

  FileImport(
      TransferredRows<T> rows,
      @Nullable Path checkpoint,
      @Nullable FailedRows failedRows,
      OutputOptions output) {
    this.rows = rows;
    this.checkpoint = checkpoint;
    this.failedRows = failedRows;
    this.output = output;
  }

  long loaded() {
    return loaded;
  }

  long failed() {
    return failed;
  }

  ExitCode code() {
    return code;
  }

  /**
   * Loads a file.
   *
   * @param isDone whether an earlier run has loaded it
   * @return whether the next file may follow
   */
  boolean load(Path file, boolean isDone) {
    if (isDone) {
      return true;
    }
    DataReadOptions.Builder reading = DataReadOptions.builder();
    long[] invalid = new long[1];
    if (failedRows != null) {
      reading.onInvalidRow(
          row -> {
            invalid[0]++;
            failedRows.add(row);
            output.note(row.message());
          });
    }
    BulkReport report;
    try (DataReader<T> reader = rows.reader(file, reading.build());
        ProgressDisplay display =
            output.progress("import " + file.getFileName(), rows.unit(), OptionalLong.empty())) {
      BulkOptions.Builder options =
          BulkOptions.builder().collectFailures().listener(display.bulkListener());
      if (checkpoint != null) {
        options.checkpoint(checkpoint);
      }
      report = rows.upsert(reader.source(), options.build());
    }
    loaded += report.accepted();
    failed += report.read() - report.accepted() + invalid[0];
    CopyResult.printFailures(report, output);
    ExitCode one = CopyResult.code(report, output);
    if (one == ExitCode.DONE && invalid[0] > 0) {
      one = ExitCode.PARTLY_DONE;
    }
    if (one != ExitCode.DONE) {
      code = one;
    }
    return one == ExitCode.DONE || one == ExitCode.PARTLY_DONE;
  }
}
