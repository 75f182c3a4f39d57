package io.pinelink.flink;

import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkFailure.Outcome;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.bulk.BulkWriterListener;
import io.pinelink.internal.response.BulkReports;
import io.pinelink.model.ConsistencyToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A writer whose flushes a test completes, unless they complete at once. */
final class FakeWriter implements BulkWriter<BulkChange> {
  static final int BYTES_EACH = 10;

  final BulkOptions options;
  final List<BulkChange> changes = new ArrayList<>();
  final List<CompletableFuture<BulkReport>> flushes = new ArrayList<>();
  boolean flushesAtOnce = true;
  @Nullable RuntimeException failure;

  /** Blocks a write until it is interrupted, if there is one. */
  @Nullable CountDownLatch room;

  boolean stopped;
  boolean closed;
  private final BulkWriterListener<BulkChange> listener;
  private int refused;
  private int reported;

  FakeWriter(BulkOptions options, BulkWriterListener<BulkChange> listener) {
    this.options = options;
    this.listener = listener;
  }

  @Override
  public void write(BulkChange change, BulkChange context) {
    if (failure != null) {
      throw failure;
    }
    if (room != null) {
      try {
        room.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted while waiting");
      }
    }
    changes.add(change);
  }

  @Override
  public CompletableFuture<Optional<ConsistencyToken>> send(BulkChange change) {
    throw new AssertionError("a task needs no futures");
  }

  @Override
  public boolean offer(BulkChange change, BulkChange context) {
    throw new AssertionError("a task waits");
  }

  @Override
  public CompletableFuture<@Nullable Void> whenWritable() {
    throw new AssertionError("a task waits");
  }

  void refuse(BulkChange change, String reason) {
    refused++;
    listener.refused(
        change,
        new BulkReports.BulkFailureResult(
            change.id(), 0, Outcome.REJECTED, new IllegalArgumentException(reason)));
  }

  @Override
  public CompletableFuture<BulkReport> flush() {
    CompletableFuture<BulkReport> flush = new CompletableFuture<>();
    flushes.add(flush);
    if (flushesAtOnce) {
      completeFlush();
    }
    return flush;
  }

  void completeFlush() {
    int written = changes.size() - reported;
    reported = changes.size();
    long accepted = (long) written - refused;
    BulkReport report =
        new BulkReports.BulkReportResult(
            BulkOutcome.COMPLETE,
            0,
            written,
            accepted,
            refused,
            0,
            0,
            accepted * BYTES_EACH,
            Duration.ZERO,
            List.of(),
            Optional.empty());
    refused = 0;
    flushes.get(flushes.size() - 1).complete(report);
  }

  /** Reports that all but the refused changes are accepted. */
  void progress(int rejected, int retries) {
    long accepted = (long) changes.size() - rejected;
    options
        .listener()
        .progress(
            new BulkProgress(
                0,
                changes.size(),
                accepted,
                rejected,
                0,
                0,
                accepted * BYTES_EACH,
                1,
                retries,
                77,
                1,
                Duration.ZERO,
                0,
                0,
                OptionalLong.empty()));
  }

  @Override
  public void cancel() {
    throw new AssertionError("a task lets its calls end");
  }

  @Override
  public CompletableFuture<@Nullable Void> stop() {
    stopped = true;
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void close() {
    closed = true;
  }
}
