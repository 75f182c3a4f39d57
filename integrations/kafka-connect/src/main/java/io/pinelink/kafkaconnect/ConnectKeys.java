package io.pinelink.kafkaconnect;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The keys of a connector's configuration that Connect reads itself, or that a distribution of it
 * adds.
 */
final class ConnectKeys {
  /** The names in Kafka 4.3, for a worker whose definitions cannot be read. */
  static final Set<String> NAMES =
      Set.of(
          "name",
          "connector.class",
          "connector.plugin.version",
          "tasks.max",
          "tasks.max.enforce",
          "topics",
          "topics.regex",
          "key.converter",
          "value.converter",
          "header.converter",
          "transforms",
          "predicates",
          "config.action.reload",
          "errors.retry.timeout",
          "errors.retry.delay.max.ms",
          "errors.tolerance",
          "errors.log.enable",
          "errors.log.include.messages",
          "errors.deadletterqueue.topic.name",
          "errors.deadletterqueue.topic.replication.factor",
          "errors.deadletterqueue.context.headers.enable");

  /** Added to the configuration of a task by the worker, and to a connector's by Confluent. */
  private static final Set<String> ADDED = Set.of("task.class", "auto.restart.on.user.error");

  private static final List<String> PREFIXES =
      List.of(
          "key.converter.",
          "value.converter.",
          "header.converter.",
          "transforms.",
          "predicates.",
          "consumer.override.",
          "producer.override.",
          "admin.override.",
          // Added by Confluent and by Aiven.
          "confluent.",
          "kafka.",
          "_aiven.");

  private static final Set<String> OF_WORKER = ofWorker();

  private ConnectKeys() {}

  /** Returns the names of the keys that are not recognized by a prefix. */
  static Set<String> names() {
    return OF_WORKER;
  }

  static boolean contains(String key) {
    return OF_WORKER.contains(key) || PREFIXES.stream().anyMatch(key::startsWith);
  }

  /** Returns the names that the worker defines, since a later version may have more of them. */
  private static Set<String> ofWorker() {
    Set<String> names = new HashSet<>(NAMES);
    names.addAll(ADDED);
    try {
      Class<?> config = Class.forName("org.apache.kafka.connect.runtime.SinkConnectorConfig");
      if (config.getMethod("configDef").invoke(null) instanceof ConfigDef def) {
        names.addAll(def.names());
      }
    } catch (ReflectiveOperationException | LinkageError e) {
      // Not a class that connectors may rely on.
    }
    return Set.copyOf(names);
  }
}
