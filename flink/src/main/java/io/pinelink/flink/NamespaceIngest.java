package io.pinelink.flink;

import io.pinelink.ingest.IngestFailure;
import io.pinelink.ingest.IngestListener;
import io.pinelink.ingest.IngestOptions;
import io.pinelink.ingest.IngestProgress;
import io.pinelink.ingest.IngestReport;
import io.pinelink.ingest.IngestSource;
import io.pinelink.model.Vector;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.jspecify.annotations.Nullable;

/** One running ingest into one namespace, from the first vector to the flush. */
final class NamespaceIngest {
  private final String namespace;
  private final Handover<Vector> source = new Handover<>();
  private final Set<String> ids = new HashSet<>();
  private final Queue<IngestFailure> failures = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<IngestReport> report;
  private volatile @Nullable IngestProgress progress;
  private @Nullable IngestProgress counted;

  NamespaceIngest(String namespace, OpenIndex index, IngestOptions.Builder options) {
    this.namespace = namespace;
    IngestListener told = options.build().listener();
    options.collectFailures().listener(new Listener(told));
    this.report = index.ingest(namespace, IngestSource.vectors(source), options.build());
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

  /** Hands a vector over. Returns whether it was taken: not so if the ingest ended by itself. */
  boolean give(Vector vector) throws InterruptedException {
    ids.add(vector.id());
    return source.give(vector);
  }

  /** Adds to the metrics what came about since the last time. */
  void countInto(SinkWriterMetricGroup metrics) {
    IngestProgress now = progress;
    IngestProgress before = counted;
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

  private static long notAccepted(IngestProgress progress) {
    return progress.rejected() + progress.unknown() + progress.unsent();
  }

  /** What was not accepted so far. */
  Queue<IngestFailure> failures() {
    return failures;
  }

  /** Has it end as soon as all is settled that was given. */
  void complete() {
    source.complete();
  }

  /** Waits for its end. */
  IngestReport await() throws InterruptedException, ExecutionException {
    return report.get();
  }

  /** Ends it now. */
  void cancel() {
    source.end();
    report.cancel(true);
  }

  private final class Listener implements IngestListener {
    private final IngestListener told;

    Listener(IngestListener told) {
      this.told = told;
    }

    @Override
    public void progress(IngestProgress now) {
      progress = now;
      told.progress(now);
    }

    @Override
    public void failed(IngestFailure failure) {
      failures.add(failure);
      told.failed(failure);
    }

    @Override
    public void ended(IngestReport report) {
      told.ended(report);
    }
  }
}
