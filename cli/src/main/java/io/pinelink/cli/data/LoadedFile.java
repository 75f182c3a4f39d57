package io.pinelink.cli.data;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.FailureLine;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.ProgressDisplay;
import io.pinelink.files.data.DataFormat;
import io.pinelink.files.data.DataReadOptions;
import io.pinelink.files.data.DataReader;
import io.pinelink.files.data.FailedRows;
import io.pinelink.files.data.InvalidRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A file that is loaded, with the rows of it that fail. */
final class LoadedFile<T> implements AutoCloseable {
  private static final int SHOWN = 10;
  private static final String STANDARD_INPUT = "standard input";

  private final String file;
  private final FileKind<T> kind;
  private final DataReadOptions options;
  private final OutputOptions output;
  private final @Nullable FailedRows failed;

  /** A copy of standard input, in which failed rows are found; null for a file. */
  private final @Nullable Path copy;

  private final DataReader<T> reader;

  /** The reasons of rows that the service did not accept, by their position. */
  private final Map<Long, String> reasons = new TreeMap<>();

  private long shown;

  private LoadedFile(
      String file,
      FileKind<T> kind,
      DataReadOptions.Builder options,
      @Nullable Path failed,
      OutputOptions output)
      throws IOException {
    this.file = file;
    this.kind = kind;
    this.output = output;
    this.failed = failed == null ? null : FailedRows.to(failed);
    this.options = options.onInvalidRow(this::invalid).build();
    boolean isStream = file.equals("-");
    this.copy = isStream && failed != null ? Files.createTempFile("pinelink", ".rows") : null;
    if (isStream) {
      InputStream stream = copy == null ? System.in : new CopiedInput(System.in, copy);
      this.reader = kind.stream().open(stream, STANDARD_INPUT, this.options);
    } else {
      this.reader = kind.file().open(Path.of(file), this.options);
    }
  }

  /**
   * Opens a file.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  static <T> LoadedFile<T> open(
      String file,
      FileKind<T> kind,
      DataReadOptions.Builder options,
      @Nullable Path failed,
      OutputOptions output) {
    try {
      return new LoadedFile<>(file, kind, options, failed, output);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy " + STANDARD_INPUT + ": " + e, e);
    }
  }

  DataReader<T> reader() {
    return reader;
  }

  private void invalid(InvalidRow row) {
    if (failed != null) {
      failed.add(row);
    }
    show(row.message());
  }

  /** Shows the first failures; a file takes all. */
  private synchronized void show(String message) {
    shown++;
    if (shown <= SHOWN) {
      output.err().println("pinelink: " + FailureLine.withoutKeys(message));
    } else if (shown == SHOWN + 1) {
      output
          .err()
          .println(
              "pinelink: more rows failed" + (failed == null ? "; --failed FILE keeps all" : ""));
    }
    output.err().flush();
  }

  /** Reads the whole file. */
  int check() {
    try (ProgressDisplay progress =
        output.progress("check " + file, kind.unit(), reader.totalRows())) {
      while (reader.hasNext()) {
        reader.next();
        showProgress(progress, reader.rows(), reader.invalidRows());
      }
    }
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("file", file);
    facts.put("valid", reader.rows());
    facts.put("invalid", reader.invalidRows());
    facts.put("failedFile", failedFile());
    output.printFacts(facts);
    return reader.invalidRows() == 0 ? ExitCode.DONE.code() : ofRows(reader.rows() > 0).code();
  }

  private void showProgress(ProgressDisplay progress, long done, long failures) {
    if (reader.totalRows().isEmpty() && reader.totalBytes().isPresent()) {
      long read = reader.bytesRead();
      long known = reader.rows() + reader.invalidRows();
      if (read > 0 && known > 0) {
        double share = Math.min(1, (double) read / Math.max(1, reader.totalBytes().getAsLong()));
        progress.total(Math.max(known, Math.round(known / share)));
      }
    }
    progress.update(done, failures);
  }

  /** Loads the rows, and prints what became of them. */
  int load(String target, @Nullable Path checkpoint, Function<BulkOptions, BulkReport> upsert) {
    BulkOptions.Builder bulk = BulkOptions.builder().collectFailures().maxFailuresKept(1);
    if (checkpoint != null) {
      bulk.checkpoint(checkpoint);
    }
    OptionalLong rows = reader.totalRows();
    rows.ifPresent(bulk::expect);
    BulkReport report;
    try (ProgressDisplay progress = output.progress("upsert " + target, kind.unit(), rows)) {
      report = upsert.apply(bulk.listener(new Listener(progress)).build());
      progress.total(report.skipped() + report.read());
    }
    keepFailed();
    print(report);
    return exitCode(report).code();
  }

  private final class Listener implements BulkListener {
    private final ProgressDisplay progress;
    private final BulkListener display;

    Listener(ProgressDisplay progress) {
      this.progress = progress;
      this.display = progress.bulkListener();
    }

    @Override
    public void progress(BulkProgress now) {
      display.progress(now);
      long failures = now.rejected() + now.unknown() + now.unsent();
      showProgress(progress, now.skipped() + now.accepted() + failures, failures);
    }

    @Override
    public void failed(BulkFailure failure) {
      String reason = FailureLine.of(failure.reason());
      synchronized (reasons) {
        reasons.put(
            failure.position(),
            failure.outcome() == BulkFailure.Outcome.UNKNOWN
                ? "may or may not have been written: " + reason
                : reason);
      }
      show(kind.unit() + " '" + failure.id() + "': " + reason);
    }
  }

  /** Reads the file again to find the rows that the service did not accept. */
  private void keepFailed() {
    if (failed == null || reasons.isEmpty()) {
      return;
    }
    DataReadOptions again = options.toBuilder().onInvalidRow(row -> {}).build();
    Path source = copy == null ? Path.of(file) : copy;
    DataReadOptions format =
        copy == null || again.format().isPresent()
            ? again
            : again.toBuilder().format(DataFormat.JSON_LINES).build();
    try (DataReader<T> rows = kind.file().open(source, format)) {
      long position = 0;
      int left = reasons.size();
      while (left > 0 && rows.hasNext()) {
        T row = rows.next();
        String reason = reasons.get(position++);
        if (reason != null) {
          left--;
          failed.add(
              new InvalidRow(
                  copy == null ? file : STANDARD_INPUT,
                  rows.line(),
                  reason,
                  Optional.of(rows.toJson(row))));
        }
      }
    }
  }

  private @Nullable String failedFile() {
    return failed == null ? null : failed.file().map(Path::toString).orElse(null);
  }

  private void print(BulkReport report) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("accepted", report.accepted());
    facts.put("skipped", report.skipped());
    facts.put("invalid", reader.invalidRows());
    facts.put("rejected", report.rejected());
    facts.put("unknown", report.unknown());
    facts.put("unsent", report.unsent());
    facts.put("seconds", report.elapsed().toMillis() / 1e3);
    facts.put("failedFile", failedFile());
    output.printFacts(facts);
  }

  private ExitCode exitCode(BulkReport report) {
    if (report.ending() != BulkOutcome.COMPLETE) {
      Throwable cause = report.cause().orElse(null);
      ExitCode code =
          switch (report.ending()) {
            case DEADLINE, STALLED -> ExitCode.OUT_OF_TIME;
            case CANCELLED -> ExitCode.INTERRUPTED;
            default -> cause == null ? ExitCode.FAILED : ExitCode.of(cause);
          };
      throw new FailedCommand(
          code,
          "the load ended early, after "
              + (report.accepted() + report.skipped())
              + " "
              + kind.unit()
              + (cause == null ? "" : ": " + FailureLine.of(cause)));
    }
    if (report.isClean() && reader.invalidRows() == 0) {
      return ExitCode.DONE;
    }
    if (report.accepted() + report.skipped() > 0) {
      return ExitCode.PARTLY_DONE;
    }
    return report.firstCause().map(ExitCode::of).orElse(ExitCode.INVALID);
  }

  private static ExitCode ofRows(boolean anyValid) {
    return anyValid ? ExitCode.PARTLY_DONE : ExitCode.INVALID;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } finally {
      if (failed != null) {
        failed.close();
      }
      if (copy != null) {
        delete(copy);
      }
    }
  }

  private static void delete(Path copy) {
    try {
      Files.deleteIfExists(copy);
    } catch (IOException e) {
      // It is in the directory of temporary files.
      copy.toFile().deleteOnExit();
    }
  }
}
