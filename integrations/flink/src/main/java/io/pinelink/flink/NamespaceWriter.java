package io.pinelink.flink;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.model.Vector;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.jspecify.annotations.Nullable;

/** A running bulk operation into one namespace, from the first vector to the flush. */
final class NamespaceWriter {
  private final String namespace;
  private final HandoffPublisher<Vector> source = new HandoffPublisher<>();
  private final Set<String> ids = new HashSet<>();
  private final Queue<BulkFailure> failures = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<BulkReport> report;
  private volatile @Nullable BulkProgress progress;
  private @Nullable BulkProgress counted;

  NamespaceWriter(String namespace, OpenIndex index, BulkOptions.Builder options) {
    this.namespace = namespace;
    BulkListener reported = options.build().listener();
    options.collectFailures().listener(new Listener(reported));
    this.report = index.bulkUpsert(namespace, BulkSource.of(source), options.build());
    // However the operation ends, no thread may keep waiting for demand.
    var unused = report.whenComplete((result, failure) -> source.end());
  }

  String namespace() {
    return namespace;
  }

  /**
   * Returns whether a vector with this id was already given to this operation; it may still be in
   * flight.
   */
  boolean has(String id) {
    return ids.contains(id);
  }

  /** Returns the number of distinct ids given to this operation. */
  int size() {
    return ids.size();
  }

  /**
   * Passes a vector to the bulk operation. Returns whether it was taken: false if the operation has
   * already ended.
   */
  boolean give(Vector vector) throws InterruptedException {
    ids.add(vector.id());
    return source.give(vector);
  }

  /** Adds the progress since the last call to the metrics. */
  void countInto(SinkWriterMetricGroup metrics) {
    BulkProgress now = progress;
    BulkProgress before = counted;
    if (now == null || now.equals(before)) {
      return;
    }
    counted = now;
    metrics
        .getNumRecordsSendCounter()
        .inc(now.accepted() - (before == null ? 0 : before.accepted()));
    metrics
        .getNumBytesSendCounter()
        .inc(now.acceptedBytes() - (before == null ? 0 : before.acceptedBytes()));
    metrics
        .getNumRecordsSendErrorsCounter()
        .inc(notAccepted(now) - (before == null ? 0 : notAccepted(before)));
  }

  private static long notAccepted(BulkProgress progress) {
    return progress.rejected() + progress.unknown() + progress.unsent();
  }

  /** Returns the failures so far. */
  Queue<BulkFailure> failures() {
    return failures;
  }

  /** Lets the operation end once every vector given to it is settled. */
  void complete() {
    source.complete();
  }

  /** Waits for the operation's report. */
  BulkReport await() throws InterruptedException, ExecutionException {
    return report.get();
  }

  /** Cancels the operation. */
  void cancel() {
    source.end();
    report.cancel(true);
  }

  private final class Listener implements BulkListener {
    private final BulkListener reported;

    Listener(BulkListener reported) {
      this.reported = reported;
    }

    @Override
    public void progress(BulkProgress now) {
      progress = now;
      reported.progress(now);
    }

    @Override
    public void failed(BulkFailure failure) {
      failures.add(failure);
      reported.failed(failure);
    }

    @Override
    public void ended(BulkReport report) {
      reported.ended(report);
    }
  }
}
