package io.pinelink.kafkaconnect;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/** A task of {@link PinelinkSinkConnector}, which Connect creates. */
public final class PinelinkSinkTask extends SinkTask {
  private @Nullable Delivery delivery;

  /** Creates a task. */
  public PinelinkSinkTask() {}

  @Override
  public String version() {
    return new PinelinkSinkConnector().version();
  }

  /**
   * Opens the client and checks that the index can be reached on an allowed route, unless its name
   * depends on the topic.
   *
   * @throws ConnectException if the configuration is invalid, or the index does not exist or cannot
   *     be reached on an allowed route
   */
  @Override
  public void start(Map<String, String> options) {
    SinkConfig config = new SinkConfig(Objects.requireNonNull(options, "options is null"));
    config.check(SinkConfig::fail);
    SinkCounts counts = new SinkCounts();
    TaskIndexes indexes = new ClientIndexes(config, counts);
    delivery =
        new Delivery(
            config, indexes, context, counts, InstantSource.system(), Delivery.LONGEST_WAIT);
    SinkMetrics.register(context, counts, indexes::publicCalls);
    delivery.checkIndex();
  }

  /** Writes records, and returns once the writers have taken them or their partitions pause. */
  @Override
  public void put(Collection<SinkRecord> records) {
    Objects.requireNonNull(records, "records is null");
    delivery().put(records);
  }

  /** Returns the offsets up to which everything is settled. */
  @Override
  public Map<TopicPartition, OffsetAndMetadata> preCommit(
      Map<TopicPartition, OffsetAndMetadata> read) {
    Objects.requireNonNull(read, "read is null");
    return delivery().committable(read);
  }

  /** Settles what is in flight, so that the next owner of the partitions is not overtaken. */
  @Override
  public void close(Collection<TopicPartition> partitions) {
    Objects.requireNonNull(partitions, "partitions is null");
    delivery().close(partitions);
  }

  @Override
  public void stop() {
    if (delivery != null) {
      delivery.stop();
    }
  }

  private Delivery delivery() {
    if (delivery == null) {
      throw new ConnectException("the task was not started");
    }
    return delivery;
  }
}
