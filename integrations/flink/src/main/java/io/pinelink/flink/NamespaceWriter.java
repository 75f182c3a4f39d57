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

/** One running bulk operation into one namespace, from the first vector to the flush. */
final class NamespaceWriter {
  private final String namespace;
  private final Handover<Vector> source = new Handover<>();
  private final Set<String> ids = new HashSet<>();
  private final Queue<BulkFailure> failures = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<BulkReport> report;
  private volatile @Nullable BulkProgress progress;
  private @Nullable BulkProgress counted;

  NamespaceWriter(String namespace, OpenIndex index, BulkOptions.Builder options) {
    this.namespace = namespace;
    BulkListener reported = options.build().listener();
    options.collectFailures().listener(new Listener(reported));
    this.report = index.bulkUpsert(namespace, BulkSource.vectors(source), options.build());
    // However it ends, nobody is to wait for room any more.
    var unused = report.whenComplete((result, failure) -> source.end());
  }

  String namespace() {
    return namespace;
  }

  /** Whether a vector of this id was given already, which may be under way still. */
  boolean has(String id) {
    return ids.contains(id);
  }

  /** How many vectors it was given. */
  int size() {
    return ids.size();
  }

  /**
   * Hands a vector over. Returns whether it was taken: not so if the bulk operation ended by
   * itself.
   */
  boolean give(Vector vector) throws InterruptedException {
    ids.add(vector.id());
    return source.give(vector);
  }

  /** Adds to the metrics what came about since the last time. */
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

  /** What was not accepted so far. */
  Queue<BulkFailure> failures() {
    return failures;
  }

  /** Has it end as soon as all is settled that was given. */
  void complete() {
    source.complete();
  }

  /** Waits for its end. */
  BulkReport await() throws InterruptedException, ExecutionException {
    return report.get();
  }

  /** Ends it now. */
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
