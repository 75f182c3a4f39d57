package io.pinelink.cli.data;

import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.FailureLine;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The outcome of the rows of files.
 *
 * @param reports one for each file
 * @param invalid the number of rows that could not be read
 */
public record LoadResult(List<BulkReport> reports, long invalid) {
  /** The result of no file. */
  public static final LoadResult NONE = new LoadResult(List.of(), 0);

  /** Returns the result of these files and others. */
  public LoadResult and(LoadResult other) {
    return new LoadResult(
        Stream.concat(reports.stream(), other.reports.stream()).toList(), invalid + other.invalid);
  }

  long sum(ToLongFunction<BulkReport> count) {
    return reports.stream().mapToLong(count).sum();
  }

  /** Returns whether the files had no row. */
  public boolean isEmpty() {
    return invalid == 0 && sum(report -> report.read() + report.skipped()) == 0;
  }

  /** Returns the number of rows of the files, also of those that an earlier run has written. */
  public long rows() {
    return invalid + sum(report -> report.skipped() + report.read());
  }

  /** Returns the number of rows that were written in this run. */
  public long accepted() {
    return sum(BulkReport::accepted);
  }

  /** Returns the number of rows that were not written, or may not have been. */
  public long failed() {
    return invalid + sum(report -> report.read() - report.accepted());
  }

  /** Returns whether no load ended early. */
  public boolean isComplete() {
    return early().isEmpty();
  }

  private Optional<BulkReport> early() {
    return reports.stream().filter(report -> report.ending() != BulkOutcome.COMPLETE).findFirst();
  }

  /**
   * Returns the exit code of a load that did not end early. If no row could be used, it is the one
   * of the first failure.
   *
   * @throws FailedCommand if the load ended early
   */
  public ExitCode exitCode(String unit) {
    long written = accepted() + sum(BulkReport::skipped);
    if (early().isPresent()) {
      BulkReport report = early().get();
      throw new FailedCommand(
          ExitCode.of(report),
          "the load ended early, after "
              + written
              + " "
              + unit
              + report.cause().map(cause -> ": " + FailureLine.of(cause)).orElse(""));
    }
    if (failed() == 0) {
      return ExitCode.DONE;
    }
    return written > 0
        ? ExitCode.PARTLY_DONE
        : reports.stream()
            .flatMap(report -> report.firstCause().stream())
            .findFirst()
            .map(ExitCode::of)
            .orElse(ExitCode.INVALID);
  }
}
