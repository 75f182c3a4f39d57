package io.pinelink.kafkaconnect;

import io.pinelink.connector.ConnectorOptions;
import io.pinelink.connector.IndexTarget;
import io.pinelink.connector.IndexTarget.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The configuration of a connector, checked as a whole. */
final class SinkConfig extends AbstractConfig {
  static final ConfigDef DEF = OptionDefinitions.all();

  private static final String MAX_POLL_INTERVAL = "max.poll.interval.ms";

  private final Map<String, String> options;
  private final ConnectorOptions connector;

  /**
   * Reads a configuration.
   *
   * @throws ConfigException if an option has an invalid value
   */
  SinkConfig(Map<String, String> options) {
    super(DEF, withoutNulls(options), false);
    this.options = options;
    this.connector = ConnectorOptions.of(withNameOfTopic(options));
  }

  /** Returns the keys with a value: the JSON of a configuration may contain null. */
  static Map<String, String> withoutNulls(Map<String, String> options) {
    Map<String, String> given = new HashMap<>(options);
    given.values().removeIf(Objects::isNull);
    return Map.copyOf(given);
  }

  /** Lets a name that depends on the topic be checked like others. */
  private static Map<String, String> withNameOfTopic(Map<String, String> options) {
    Map<String, String> changed = new HashMap<>(options);
    changed.computeIfPresent(
        RecordOptions.INDEX_NAME, (option, name) -> name.replaceAll("\\$\\{[^}]*}", "topic"));
    return changed;
  }

  /** Returns the options that all connectors have. */
  ConnectorOptions connector() {
    return connector;
  }

  Duration duration(String option) {
    return Duration.ofMillis(getLong(option));
  }

  /** Returns what the index stores. */
  Kind kind() {
    return OptionDefinitions.constant(Kind.class, getString(RecordOptions.INDEX_KIND));
  }

  /**
   * Returns an index.
   *
   * @param name ignored if the index is configured by its host
   * @throws IllegalArgumentException if the name is invalid
   */
  IndexTarget target(String name) {
    String host = getString(RecordOptions.INDEX_HOST);
    return host.isEmpty() ? IndexTarget.named(kind(), name) : IndexTarget.at(kind(), host);
  }

  /**
   * Checks what more than one option, or a file, determines. Sends nothing.
   *
   * @param refused receives the option and the reason of each mistake
   */
  void check(BiConsumer<String, String> refused) {
    UnknownKeys.check(options, refused);
    checkCloseTimeout(refused);
    if (!Template.parse(getString(RecordOptions.INDEX_NAME)).needsOnlyTopic()) {
      refused.accept(RecordOptions.INDEX_NAME, "may depend on ${topic} only");
    }
    checkMapping(refused);
    checkConnector(refused);
  }

  private void checkConnector(BiConsumer<String, String> refused) {
    AtomicBoolean valid = new AtomicBoolean(true);
    connector.check(
        (option, reason) -> {
          valid.set(false);
          refused.accept(option, reason);
        });
    if (valid.get()) {
      // Only the worker's environment is missing here: tasks run in workers too.
      reporting(RecordOptions.API_KEY, refused, () -> connector.client().build().close());
    }
  }

  /**
   * Compares the timeout with the consumer's interval. A connector does not see the worker's own
   * setting of the consumer, so without an override Kafka's default counts.
   */
  private void checkCloseTimeout(BiConsumer<String, String> refused) {
    String override = "consumer.override." + MAX_POLL_INTERVAL;
    Object given = originals().get(override);
    Object interval =
        given == null ? ConsumerConfig.configDef().defaultValues().get(MAX_POLL_INTERVAL) : given;
    int limit;
    try {
      limit = (Integer) ConfigDef.parseType(override, interval, ConfigDef.Type.INT);
    } catch (ConfigException e) {
      refused.accept(override, "is '" + given + "', expected a whole number");
      return;
    }
    long timeout = getLong(RecordOptions.CLOSE_TIMEOUT);
    if (timeout >= limit) {
      refused.accept(
          RecordOptions.CLOSE_TIMEOUT,
          "is %s, expected less than the consumer's %s, %s%s"
              .formatted(
                  timeout,
                  MAX_POLL_INTERVAL,
                  limit,
                  given == null ? " by default; set " + override + " if yours is longer" : ""));
    }
  }

  private void checkMapping(BiConsumer<String, String> refused) {
    if (getString(RecordOptions.WRITE_MODE).equals("update") && kind() == Kind.RECORDS) {
      refused.accept(
          RecordOptions.WRITE_MODE, "is 'update', expected 'upsert' with index.kind=records");
    }
    if (getString(RecordOptions.ID).isEmpty()) {
      refused.accept(RecordOptions.ID, "is empty, expected a template such as ${key}");
    }
    for (String option :
        new String[] {
          RecordOptions.VALUES_FIELD, RecordOptions.SPARSE_FIELD, RecordOptions.METADATA_FIELD
        }) {
      reporting(option, refused, () -> FieldPath.parse(getString(option)));
    }
    for (String option :
        new String[] {RecordOptions.METADATA_FIELDS, RecordOptions.CONTENT_FIELDS}) {
      reporting(option, refused, () -> getList(option).forEach(FieldPath::parse));
    }
  }

  private static void reporting(String option, BiConsumer<String, String> refused, Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException | IllegalStateException e) {
      refused.accept(option, String.valueOf(e.getMessage()));
    }
  }

  /** Fails with the name of the option. */
  static void fail(String option, String reason) {
    throw new ConfigException(option + ": " + reason);
  }
}
