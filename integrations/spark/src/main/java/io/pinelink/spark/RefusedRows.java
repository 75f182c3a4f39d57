package io.pinelink.spark;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkWriterListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The refused rows of one task, up to a bound beyond which the task fails. Thread-safe. */
final class RefusedRows implements BulkWriterListener<String> {
  private static final System.Logger LOG = System.getLogger(RefusedRows.class.getName());

  private final long max;
  private final List<String> first = new ArrayList<>();
  private long count;
  private @Nullable Throwable lastReason;

  RefusedRows(long max) {
    this.max = max;
  }

  @Override
  public void settled(String id) {}

  @Override
  public void refused(String id, BulkFailure failure) {
    add(id, failure.reason());
  }

  synchronized void add(String id, Throwable reason) {
    count++;
    lastReason = reason;
    String row = "row '" + id + "': " + reason.getMessage();
    if (first.size() < TaskReport.KEPT) {
      first.add(row);
    }
    if (count <= max) {
      LOG.log(System.Logger.Level.WARNING, "Refused {0}", row);
    }
  }

  /** Fails if there are more than the bound. */
  synchronized void check() throws IOException {
    if (count > max) {
      throw new IOException(
          "refused %s%s (option %s)"
              .formatted(
                  first.get(0),
                  (max == 0 ? "" : ", and others: " + count + ", expected at most " + max),
                  SourceOption.REFUSED_ROWS.key()),
          lastReason);
    }
  }

  synchronized long count() {
    return count;
  }

  synchronized List<String> first() {
    return List.copyOf(first);
  }
}
