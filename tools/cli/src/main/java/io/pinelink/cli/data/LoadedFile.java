package io.pinelink.cli.data;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailureLine;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.PlainText;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A file that is loaded, with the rows of it that fail. */
public final class LoadedFile<T> implements AutoCloseable {
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

  /** The first of these rows. */
  private final List<BulkFailure> first = new ArrayList<>();

  private long shown;

  /** A bulk upsert. */
  public interface Upsert<T> {
    /** Runs the upsert to its end. */
    BulkReport run(BulkSource<T> rows, BulkOptions options);
  }

  private LoadedFile(
      String file,
      FileKind<T> kind,
      DataReadOptions.Builder options,
      @Nullable FailedRows failed,
      OutputOptions output)
      throws IOException {
    this.file = file;
    this.kind = kind;
    this.output = output;
    this.failed = failed;
    this.options = options.onInvalidRow(this::invalid).build();
    boolean isStream = file.equals("-");
    this.copy = isStream && failed != null ? temporaryFile() : null;
    if (isStream) {
      InputStream stream = copy == null ? System.in : new CopiedInput(System.in, copy);
      this.reader = kind.stream().open(stream, STANDARD_INPUT, this.options);
    } else {
      this.reader = kind.file().open(Path.of(file), this.options);
    }
  }

  private static Path temporaryFile() throws IOException {
    Path file = Files.createTempFile("pinelink", ".rows");
    file.toFile().deleteOnExit();
    return file;
  }

  /**
   * Opens a file.
   *
   * @param file a path, or - for standard input
   * @param failed receives the rows that fail; null if they are only reported
   * @throws UncheckedIOException if it cannot be read
   */
  public static <T> LoadedFile<T> open(
      String file,
      FileKind<T> kind,
      DataReadOptions.Builder options,
      @Nullable FailedRows failed,
      OutputOptions output) {
    try {
      return new LoadedFile<>(file, kind, options, failed, output);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy " + STANDARD_INPUT + ": " + e, e);
    }
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
      output.err().println("pinelink: " + FailureLine.withoutKeys(PlainText.line(message)));
    } else if (shown == SHOWN + 1) {
      output
          .err()
          .println(
              "pinelink: more rows failed" + (failed == null ? "; --failed FILE keeps all" : ""));
    }
    output.err().flush();
  }

  /** Reads the whole file, and prints how many rows are valid. */
  ExitCode check() {
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
    facts.put("failedFile", failed == null ? null : failed.file().map(Path::toString).orElse(null));
    output.printFacts(facts);
    if (reader.invalidRows() == 0) {
      return ExitCode.DONE;
    }
    return reader.rows() > 0 ? ExitCode.PARTLY_DONE : ExitCode.INVALID;
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

  /**
   * Loads the rows.
   *
   * @param title what is done, such as {@code upsert docs}
   * @param bulk has the checkpoint, if there is one
   */
  public LoadResult load(String title, BulkOptions.Builder bulk, Upsert<T> upsert) {
    bulk.collectFailures().maxFailuresKept(1);
    OptionalLong rows = reader.totalRows();
    rows.ifPresent(bulk::expect);
    BulkReport report;
    try (ProgressDisplay progress = output.progress(title, kind.unit(), rows)) {
      report = upsert.run(reader.source(), bulk.listener(new Listener(progress)).build());
      progress.total(report.skipped() + report.read());
    }
    report.cause().ifPresent(this::leaveOut);
    for (BulkFailure failure : first) {
      show(kind.unit() + " '" + failure.id() + "': " + FailureLine.of(failure.reason()));
    }
    keepFailed();
    return new LoadResult(List.of(report), reader.invalidRows());
  }

  /** Leaves out the rows that were in progress when a load ended early, which has its own line. */
  private void leaveOut(Throwable cause) {
    String reason = FailureLine.of(cause);
    first.removeIf(failure -> FailureLine.of(failure.reason()).equals(reason));
    reasons.values().removeIf(known -> known.endsWith(reason));
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
      synchronized (reasons) {
        if (first.size() <= SHOWN) {
          first.add(failure);
        }
        if (failed != null) {
          String reason = FailureLine.of(failure.reason());
          reasons.put(
              failure.position(),
              failure.outcome() == BulkFailure.Outcome.UNKNOWN
                  ? "may or may not have been written: " + reason
                  : reason);
        }
      }
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

  @Override
  public void close() {
    try {
      reader.close();
    } finally {
      if (copy != null && !copy.toFile().delete()) {
        // It is deleted when the program ends.
        output.note("temporary file " + copy + " is still in use");
      }
    }
  }
}
