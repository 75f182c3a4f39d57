package io.pinelink.kafkaconnect;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * A sink connector that writes the records of topics into an index of Pinecone: as vectors, as
 * records whose text the index embeds, or as documents. Tombstones delete.
 *
 * <p><b>At least once, in order.</b> Changes of one id take effect in the order of their partition,
 * so that the last one determines what is stored. Offsets are committed only once the service has
 * accepted, or refused, everything before them. After a failure a task continues from there, so
 * some records are written again, in the same order.
 *
 * <p><b>Failures.</b> While the service throttles or cannot be reached, a task pauses its
 * partitions and retries; no record is lost or reported as invalid. A record that the service or a
 * check refuses goes to the dead-letter queue with the reason, or fails the task if there is none.
 *
 * <p>All options are validated before the connector is created. Workers call this class; programs
 * do not.
 */
public final class PinelinkSinkConnector extends SinkConnector {
  private Map<String, String> options = Map.of();

  /** Creates a connector. */
  public PinelinkSinkConnector() {}

  @Override
  public String version() {
    String version = PinelinkSinkConnector.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public void start(Map<String, String> options) {
    this.options = Map.copyOf(Objects.requireNonNull(options, "options"));
  }

  @Override
  public Class<? extends Task> taskClass() {
    return PinelinkSinkTask.class;
  }

  /** Returns the same configuration for each task: Connect assigns the partitions. */
  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    return Collections.nCopies(maxTasks, options);
  }

  @Override
  public void stop() {}

  @Override
  public ConfigDef config() {
    return SinkConfig.DEF;
  }

  /**
   * Validates each option, and then all of them together, as far as possible without sending
   * anything: files of certificates are read, and hosts, rules and the API key are checked.
   */
  @Override
  public Config validate(Map<String, String> options) {
    Config config = super.validate(Objects.requireNonNull(options, "options"));
    if (config.configValues().stream().allMatch(value -> value.errorMessages().isEmpty())) {
      new SinkConfig(options)
          .check(
              (option, reason) ->
                  config.configValues().stream()
                      .filter(value -> value.name().equals(option))
                      .forEach(value -> value.addErrorMessage(option + ": " + reason)));
    }
    return config;
  }
}
