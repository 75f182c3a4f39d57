package io.pinelink.kafkaconnect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/** A worker that records what a task requests: pauses, offsets to read again, and reports. */
class FakeWorker implements SinkTaskContext {
  final Set<TopicPartition> assigned = new HashSet<>();
  final Set<TopicPartition> paused = new HashSet<>();
  final Map<TopicPartition, Long> rewound = new HashMap<>();
  final List<String> deadLetters = new ArrayList<>();
  CompletableFuture<Void> reported = CompletableFuture.completedFuture(null);
  boolean tolerant = true;

  FakeWorker(TopicPartition... assigned) {
    this.assigned.addAll(List.of(assigned));
  }

  @Override
  public Map<String, String> configs() {
    return Map.of();
  }

  @Override
  public void offset(Map<TopicPartition, Long> offsets) {
    rewound.putAll(offsets);
  }

  @Override
  public void offset(TopicPartition partition, long offset) {
    rewound.put(partition, offset);
  }

  @Override
  public void timeout(long timeoutMs) {}

  @Override
  public Set<TopicPartition> assignment() {
    return assigned;
  }

  @Override
  public void pause(TopicPartition... partitions) {
    paused.addAll(List.of(partitions));
  }

  @Override
  public void resume(TopicPartition... partitions) {
    List.of(partitions).forEach(paused::remove);
  }

  @Override
  public void requestCommit() {}

  @Override
  public @Nullable ErrantRecordReporter errantRecordReporter() {
    return tolerant ? this::report : null;
  }

  private Future<Void> report(SinkRecord record, Throwable error) {
    deadLetters.add(record.originalKafkaOffset() + ": " + error.getMessage());
    return reported;
  }

  @Override
  public PluginMetrics pluginMetrics() {
    // As a worker before Kafka 4.1 does.
    throw new NoSuchMethodError("pluginMetrics");
  }
}
