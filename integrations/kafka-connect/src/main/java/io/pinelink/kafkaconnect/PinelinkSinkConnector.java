package io.pinelink.kafkaconnect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
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

  /**
   * Checks the configuration again, as {@link #validate} does.
   *
   * @throws org.apache.kafka.common.config.ConfigException if it has a mistake
   */
  @Override
  public void start(Map<String, String> options) {
    new SinkConfig(Objects.requireNonNull(options, "options is null")).check(SinkConfig::fail);
    this.options = SinkConfig.withoutNulls(options);
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
   * anything: files of certificates are read, and hosts, rules and the API key are checked. A key
   * that is an option of neither the sink nor Connect is a mistake.
   */
  @Override
  public Config validate(Map<String, String> options) {
    Objects.requireNonNull(options, "options is null");
    List<ConfigValue> values =
        new ArrayList<>(super.validate(SinkConfig.withoutNulls(options)).configValues());
    BiConsumer<String, String> refused =
        (option, reason) -> value(values, option).addErrorMessage(option + ": " + reason);
    if (values.stream().allMatch(value -> value.errorMessages().isEmpty())) {
      new SinkConfig(options).check(refused);
    } else {
      UnknownKeys.check(options, refused);
    }
    return new Config(values);
  }

  /** Returns the value with a name, a new one for a key that is no option of the sink. */
  private static ConfigValue value(List<ConfigValue> values, String name) {
    return values.stream()
        .filter(value -> value.name().equals(name))
        .findFirst()
        .orElseGet(
            () -> {
              // Without its value, since the key may be a misspelt one of a secret.
              ConfigValue unknown = new ConfigValue(name);
              values.add(unknown);
              return unknown;
            });
  }
}
