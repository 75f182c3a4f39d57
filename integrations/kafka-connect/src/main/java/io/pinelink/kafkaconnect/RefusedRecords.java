package io.pinelink.kafkaconnect;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkWriterListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/**
 * The records that the service or a check refuses, on their way to the dead-letter queue. Outcomes
 * arrive on any thread; the task's thread reports them, so that a failure to report fails the task.
 */
final class RefusedRecords {
  private final @Nullable ErrantRecordReporter reporter;
  private final SinkCounts counts;
  private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
  private final Deque<Report> reports = new ArrayDeque<>();
  private volatile Listener listener = new Listener();

  RefusedRecords(SinkTaskContext context, SinkCounts counts) {
    this.reporter = context.errantRecordReporter();
    this.counts = counts;
  }

  private record Refusal(PendingRecord record, Throwable reason) {}

  private record Report(PendingRecord record, Future<Void> future) {}

  /** Returns whether refused records are reported, instead of failing the task. */
  boolean canReport() {
    return reporter != null;
  }

  /** Returns the listener of new writers. */
  BulkWriterListener<PendingRecord> listener() {
    return listener;
  }

  /** Adds a record that was refused before it was sent. */
  void add(PendingRecord record, Throwable reason) {
    refusals.add(new Refusal(record, reason));
  }

  /** Ignores outcomes that the writers so far still report: their records are read again. */
  void forget() {
    listener = new Listener();
    refusals.clear();
  }

  /**
   * Reports what was refused, and settles the records whose report has been stored.
   *
   * @throws ConnectException if a record cannot be reported, or errors are not tolerated
   */
  void report() {
    for (Refusal refusal = refusals.poll(); refusal != null; refusal = refusals.poll()) {
      report(refusal);
    }
    Iterator<Report> waiting = reports.iterator();
    while (waiting.hasNext()) {
      Report report = waiting.next();
      if (report.future().isDone()) {
        await(report);
        waiting.remove();
      }
    }
  }

  private void report(Refusal refusal) {
    SinkRecord record = refusal.record().reportable();
    DataException reason =
        new DataException(
            "record " + refusal.record() + " is refused: " + refusal.reason().getMessage(),
            refusal.reason());
    if (reporter == null || record == null) {
      throw reason;
    }
    counts.refused.incrementAndGet();
    reports.add(new Report(refusal.record(), reporter.report(record, reason)));
  }

  private static void await(Report report) {
    try {
      report.future().get();
      report.record().settle();
    } catch (ExecutionException e) {
      throw new ConnectException("record " + report.record() + " cannot be reported", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectException("interrupted", e);
    }
  }

  private final class Listener implements BulkWriterListener<PendingRecord> {
    @Override
    public void settled(PendingRecord record) {
      if (this == listener) {
        record.settle();
        counts.settled.incrementAndGet();
      }
    }

    @Override
    public void refused(PendingRecord record, BulkFailure failure) {
      if (this == listener) {
        add(record, failure.reason());
      }
    }
  }
}
