package io.pinelink.kafkaconnect;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** A record that is not settled yet. */
final class PendingRecord {
  private final TopicPartition partition;
  private final long offset;
  private volatile @Nullable SinkRecord reportable;
  private volatile boolean settled;

  private PendingRecord(TopicPartition partition, long offset, @Nullable SinkRecord reportable) {
    this.partition = partition;
    this.offset = offset;
    this.reportable = reportable;
  }

  /**
   * Creates a pending record.
   *
   * @param isReported whether a record that is refused is reported with its content
   */
  static PendingRecord of(SinkRecord record, boolean isReported) {
    return new PendingRecord(
        partition(record),
        record.originalKafkaOffset(),
        isReported ? withoutContent(record) : null);
  }

  /** Returns the partition that was read, which a transformation cannot change. */
  static TopicPartition partition(SinkRecord record) {
    return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
  }

  // The worker's records keep the bytes that were read, which is what the dead-letter queue gets,
  // through newRecord. Their parsed content takes several times as much memory.
  private static SinkRecord withoutContent(SinkRecord record) {
    return record.newRecord(
        record.topic(), record.kafkaPartition(), null, null, null, null, record.timestamp());
  }

  TopicPartition partition() {
    return partition;
  }

  long offset() {
    return offset;
  }

  /** Returns what to report if the record is refused; null if nothing can be reported. */
  @Nullable SinkRecord reportable() {
    return reportable;
  }

  /** Marks the record as settled, and drops its content; on any thread. */
  void settle() {
    settled = true;
    reportable = null;
  }

  boolean isSettled() {
    return settled;
  }

  /** Returns where the record was read: {@code topic-partition@offset}. */
  @Override
  public String toString() {
    return partition + "@" + offset;
  }
}
