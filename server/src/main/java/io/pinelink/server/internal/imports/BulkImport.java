package io.pinelink.server.internal.imports;

import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.store.Validation;
import io.pinelink.server.internal.wire.RpcException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An import into an index. Whenever it is observed, it advances as far as the clock allows, so it
 * needs no thread. Not thread-safe: {@link IndexImports} locks.
 */
public final class BulkImport {
  /** The state of an import. */
  enum Status {
    PENDING("Pending"),
    IN_PROGRESS("InProgress"),
    FAILED("Failed"),
    COMPLETED("Completed"),
    CANCELLED("Cancelled");

    private final String wireName;

    Status(String wireName) {
      this.wireName = wireName;
    }

    String wireName() {
      return wireName;
    }

    boolean hasEnded() {
      return this != PENDING && this != IN_PROGRESS;
    }
  }

  /** The files to import, their reader, and the handling of invalid records. */
  public record Order(
      String uri, List<ImportFile> files, ImportReader reader, boolean continuesOnError) {}

  /** The saved state of an import. */
  record Saved(
      UUID index,
      String id,
      String uri,
      boolean continuesOnError,
      Instant createdAt,
      int next,
      long recordsImported,
      Status status,
      @Nullable Instant finishedAt,
      @Nullable String error) {}

  private record Row(ImportFile file, Supplier<StoredVector> record) {}

  private final String id;
  private final String uri;
  private final boolean continuesOnError;
  private final Instant createdAt;
  private final Duration time;
  private final StoredIndex index;
  private final List<ImportFile> files;
  private final ImportReader reader;
  // Null before the files are read, and after the end.
  private @Nullable List<Row> rows;
  private int total;
  private int next;
  private long recordsImported;
  private Status status = Status.PENDING;
  private @Nullable Instant finishedAt;
  private @Nullable String error;
  // Its namespaces may have records of its own.
  private boolean isContinued;
  private boolean endIsSaved;

  BulkImport(String id, Order order, Instant createdAt, Duration time, StoredIndex index) {
    this.id = id;
    this.uri = order.uri();
    this.files = order.files();
    this.reader = order.reader();
    this.continuesOnError = order.continuesOnError();
    this.createdAt = createdAt;
    this.time = time;
    this.index = index;
  }

  /**
   * Continues a saved import.
   *
   * @param order the files to import; none if the import has ended
   */
  BulkImport(Saved saved, Order order, Duration time, StoredIndex index) {
    this(saved.id(), order, saved.createdAt(), time, index);
    next = saved.next();
    recordsImported = saved.recordsImported();
    status = saved.status();
    finishedAt = saved.finishedAt();
    error = saved.error();
    isContinued = true;
    endIsSaved = status.hasEnded();
  }

  Saved saved(UUID index) {
    return new Saved(
        index,
        id,
        uri,
        continuesOnError,
        createdAt,
        next,
        recordsImported,
        status,
        finishedAt,
        error);
  }

  /** Writes the records that are due. */
  void advance(Instant now) {
    double share = share(now);
    if (status.hasEnded() || share == 0) {
      return;
    }
    status = Status.IN_PROGRESS;
    try {
      List<Row> all = begin();
      int target = share == 1 ? all.size() : (int) (all.size() * share);
      while (next < target) {
        write(all.get(next));
        next++;
      }
      if (share == 1) {
        end(Status.COMPLETED, now);
      }
    } catch (ImportFailure e) {
      fail(e.text(), now);
    }
  }

  private double share(Instant now) {
    Duration spent = Duration.between(createdAt, now);
    return spent.compareTo(time) >= 0 ? 1 : (double) spent.toNanos() / time.toNanos();
  }

  private List<Row> begin() throws ImportFailure {
    if (rows == null) {
      if (!isContinued) {
        checkNamespaces();
      }
      List<Row> read = new ArrayList<>();
      for (ImportFile file : files) {
        reader.read(file).forEach(record -> read.add(new Row(file, record)));
      }
      rows = read;
      total = read.size();
    }
    return rows;
  }

  private void checkNamespaces() throws ImportFailure {
    Map<String, Integer> counts = index.counts();
    for (ImportFile file : files) {
      String namespace = namespace(file);
      if (counts.getOrDefault(namespace, 0) > 0) {
        throw new ImportFailure("Namespace '" + file.namespace() + "' is not empty");
      }
    }
  }

  private static String namespace(ImportFile file) throws ImportFailure {
    try {
      return Validation.namespace(file.namespace());
    } catch (RpcException e) {
      throw new ImportFailure(e.text());
    }
  }

  private void write(Row row) throws ImportFailure {
    try {
      index.upsert(row.file().namespace(), List.of(row.record().get()));
      recordsImported++;
    } catch (RpcException e) {
      if (!continuesOnError) {
        throw new ImportFailure(row.file().shortName() + ": " + e.text());
      }
    }
  }

  void fail(String text, Instant now) {
    error = text;
    end(Status.FAILED, now);
  }

  /** Cancels the import; has no effect if it has ended. */
  void cancel(Instant now) {
    if (!status.hasEnded()) {
      end(Status.CANCELLED, now);
    }
  }

  private void end(Status how, Instant now) {
    status = how;
    finishedAt = now;
    rows = null;
  }

  boolean hasEnded() {
    return status.hasEnded();
  }

  /** Notes that the server would not continue the import after a restart. */
  void endIsSaved() {
    endIsSaved = true;
  }

  /** Returns whether the server would continue the import after a restart. */
  boolean wouldContinue() {
    return !endIsSaved;
  }

  String id() {
    return id;
  }

  double percentComplete() {
    if (status == Status.COMPLETED) {
      return 100;
    }
    return total == 0 ? 0 : 100.0 * next / total;
  }
}
