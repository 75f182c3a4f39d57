package io.pinelink.kafkaconnect;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The offsets that may be committed: of each partition, the first one that is not settled. Used by
 * the task's thread only; records are settled by others.
 */
final class SettledOffsets {
  private final Map<TopicPartition, Partition> partitions = new HashMap<>();

  /**
   * Adds a record that was read. If the worker reads from an earlier offset again, as it does after
   * a failed commit, the records from there on are forgotten.
   */
  void add(PendingRecord record) {
    Partition partition = partitions.computeIfAbsent(record.partition(), p -> new Partition());
    partition.restart = null;
    Deque<PendingRecord> pending = partition.pending;
    while (!pending.isEmpty() && pending.getLast().offset() >= record.offset()) {
      pending.removeLast();
    }
    pending.add(record);
  }

  /** Forgets partitions that were given up. */
  void remove(Collection<TopicPartition> closed) {
    partitions.keySet().removeAll(closed);
  }

  /**
   * Returns the offsets that may be committed.
   *
   * @param read the offsets after the records that were read; returned for a partition in which
   *     everything is settled, since they cover records that a transformation dropped
   */
  Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> read) {
    Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>();
    read.forEach(
        (key, end) -> {
          Partition partition = partitions.get(key);
          Long unsettled = partition == null ? null : partition.firstUnsettled();
          committable.put(
              key,
              unsettled == null || unsettled > end.offset()
                  ? end
                  : new OffsetAndMetadata(unsettled));
        });
    return committable;
  }

  /**
   * Forgets all records that are not settled.
   *
   * @return the offsets to read from again
   */
  Map<TopicPartition, Long> restart() {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    partitions.forEach(
        (key, partition) -> {
          Long unsettled = partition.firstUnsettled();
          if (unsettled != null) {
            partition.restart = unsettled;
            partition.pending.clear();
            offsets.put(key, unsettled);
          }
        });
    return offsets;
  }

  /** Returns whether every record is settled, including those that are to be read again. */
  boolean isSettled() {
    return partitions.values().stream().allMatch(partition -> partition.firstUnsettled() == null);
  }

  /**
   * Forgets what is settled, and returns the number of records from the first unsettled ones on.
   */
  int size() {
    int size = 0;
    for (Partition partition : partitions.values()) {
      var unused = partition.firstUnsettled();
      size += partition.pending.size();
    }
    return size;
  }

  private static final class Partition {
    private final Deque<PendingRecord> pending = new ArrayDeque<>();

    /** The worker reports the old end until it reads from here again. */
    private @Nullable Long restart;

    @Nullable Long firstUnsettled() {
      while (!pending.isEmpty() && pending.peek().isSettled()) {
        pending.remove();
      }
      return pending.isEmpty() ? restart : (Long) pending.peek().offset();
    }
  }
}
