package io.pinelink.flink;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a writer. Counters are changed by the task's thread only, from the progress that
 * the bulk engine reports about once a second, and exactly at a flush.
 */
final class WriterMetrics implements BulkListener {
  private final BulkListener next;
  private final Total records;
  private final Total bytes;
  private final Total errors;
  private final Total retries;
  private volatile @Nullable BulkProgress progress;
  private volatile long flushMillis;

  private long flushedRecords;
  private long flushedBytes;
  private long flushedErrors;

  /**
   * @param next the listener of the sink's options, which receives the same events
   */
  WriterMetrics(SinkWriterMetricGroup group, BulkListener next) {
    this.next = next;
    this.records = new Total(group.getNumRecordsSendCounter());
    this.bytes = new Total(group.getNumBytesSendCounter());
    this.errors = new Total(group.getNumRecordsSendErrorsCounter());
    this.retries = new Total(group.counter("numCallsRetried"));
    group.setCurrentSendTimeGauge(() -> flushMillis);
    group.gauge("bytesInFlight", this::bytesHeld);
  }

  /** Adds the progress since the last call to the counters. */
  void update() {
    BulkProgress now = progress;
    if (now != null) {
      records.raiseTo(now.accepted());
      bytes.raiseTo(now.acceptedBytes());
      errors.raiseTo(now.rejected());
      retries.raiseTo(now.retries());
    }
  }

  /** Records a flush. Its report covers what was written since the previous one. */
  void flushed(BulkReport report, long nanos) {
    flushMillis = nanos / 1_000_000;
    flushedRecords += report.accepted();
    flushedBytes += report.acceptedBytes();
    flushedErrors += report.rejected();
    update();
    records.raiseTo(flushedRecords);
    bytes.raiseTo(flushedBytes);
    errors.raiseTo(flushedErrors);
  }

  /** A counter that follows a total. Flink may share the counter with other metrics. */
  private static final class Total {
    private final Counter counter;
    private long counted;

    Total(Counter counter) {
      this.counter = counter;
    }

    void raiseTo(long total) {
      if (total > counted) {
        counter.inc(total - counted);
        counted = total;
      }
    }
  }

  private long bytesHeld() {
    BulkProgress now = progress;
    return now == null ? 0 : now.bytesHeld();
  }

  @Override
  public void progress(BulkProgress now) {
    progress = now;
    next.progress(now);
  }

  @Override
  public void failed(BulkFailure failure) {
    next.failed(failure);
  }

  @Override
  public void ended(BulkReport report) {
    next.ended(report);
  }
}
