package io.pinelink.spark;

import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.connector.SinkIndex;
import io.pinelink.error.BulkException;
import io.pinelink.error.PinelinkException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.write.DataWriter;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one task. Used by the task's thread only. */
final class TaskWriter implements DataWriter<InternalRow> {
  private static final System.Logger LOG = System.getLogger(TaskWriter.class.getName());

  /** The longest time to wait for calls in flight: the default timeout of a call. */
  private static final long STOP_SECONDS = 30;

  private final RowConverter converter;
  private final String index;
  private final RefusedRows refused;
  private final Outcome outcome = new Outcome();
  private final SharedClients.Lease lease;
  private final BulkWriter<String> writer;
  private SharedClients.Calls calls = SharedClients.Calls.NONE;
  private boolean settled;

  /**
   * Creates a writer.
   *
   * @param lease a client, which the writer returns when it is closed
   */
  TaskWriter(IndexLookup.Opened opened, RowConverter converter, SharedClients.Lease lease) {
    SourceOptions options = opened.options();
    this.converter = converter;
    this.index = options.target().toString();
    this.refused = new RefusedRows(options.number(SourceOption.REFUSED_ROWS));
    this.lease = lease;
    try {
      BulkOptions.Builder bulk = options.bulk().listener(outcome);
      SinkIndex sink = options.target().sink(lease.client());
      if (lease.isFirst()) {
        IndexLookup.logRoute(options, sink);
      }
      this.writer = sink.writer(opened.limits(), bulk, refused);
    } catch (RuntimeException e) {
      lease.discard();
      lease.close();
      throw e;
    }
  }

  @Override
  public void write(InternalRow row) throws IOException {
    refused.check();
    BulkChange change;
    try {
      change = converter.change(row);
    } catch (IllegalArgumentException e) {
      refused.add(converter.idOrEmpty(row), e);
      return;
    }
    try {
      writer.write(change, change.id());
    } catch (PinelinkException e) {
      throw failed(e);
    }
  }

  /** Settles the rows too, since Spark reads the metrics afterwards, and not after the commit. */
  @Override
  public void writeAll(Iterator<InternalRow> rows) throws IOException {
    while (rows.hasNext()) {
      write(rows.next());
    }
    settle();
  }

  @Override
  public TaskReport commit() throws IOException {
    settle();
    return report();
  }

  /** Returns once each row is accepted or refused. */
  private void settle() throws IOException {
    if (settled) {
      return;
    }
    try {
      writer.flush().get();
      writer.close();
      outcome.end.get();
    } catch (ExecutionException e) {
      throw failed(Objects.requireNonNull(e.getCause()));
    } catch (BulkException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while writing to index " + index);
    }
    refused.check();
    takeCalls();
    settled = true;
  }

  private void takeCalls() {
    calls = calls.plus(lease.takeCalls());
  }

  private IOException failed(Throwable failure) {
    lease.discard();
    return new IOException(
        "writing to index " + index + " failed: " + failure.getMessage(), failure);
  }

  @Override
  public CustomTaskMetric[] currentMetricsValues() {
    takeCalls();
    return WriteMetric.of(report());
  }

  /** Returns what is written so far, as of the last second, or after the rows are settled. */
  private TaskReport report() {
    BulkReport end = outcome.end.getNow(null);
    BulkProgress progress = outcome.progress;
    return new TaskReport(
        end != null ? end.accepted() : progress == null ? 0 : progress.accepted(),
        refused.count(),
        end != null ? end.acceptedBytes() : progress == null ? 0 : progress.acceptedBytes(),
        calls.all(),
        calls.overPublicRoutes(),
        progress == null ? 0 : progress.retries(),
        refused.first());
  }

  /** Sends nothing more. What was accepted before stays in the index. */
  @Override
  public void abort() {
    var unused = writer.stop();
  }

  /**
   * Returns the client once no call is in flight, since others may use it, and another attempt of
   * the task writes the same ids again.
   */
  @Override
  public void close() {
    try {
      writer.stop().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      writer.cancel();
      LOG.log(
          System.Logger.Level.WARNING,
          "Calls to index {0} did not end within {1} s",
          index,
          STOP_SECONDS);
      lease.discard();
    } finally {
      lease.close();
    }
  }

  private static final class Outcome implements BulkListener {
    final CompletableFuture<BulkReport> end = new CompletableFuture<>();
    volatile @Nullable BulkProgress progress;

    @Override
    public void progress(BulkProgress now) {
      progress = now;
    }

    @Override
    public void ended(BulkReport report) {
      end.complete(report);
    }
  }
}
