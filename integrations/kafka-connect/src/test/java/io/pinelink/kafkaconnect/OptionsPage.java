package io.pinelink.kafkaconnect;

import io.pinelink.connector.ConnectorOption;
import io.pinelink.connector.ConnectorOptions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** The page of the sink's own options, written from their definitions. */
final class OptionsPage {
  private static final String START =
      """
      # Options of the Kafka sink

      The [sink for Kafka Connect](kafka.md) has these options, the [options of all connectors](connector-options.md) for \
      access, routes, TLS, proxies, retries and delivery, and Connect's own, such as `topics`, `tasks.max`, converters, \
      `errors.tolerance` and `errors.deadletterqueue.topic.name`. It reads nothing, so it ignores the options of reads.

      Mistakes are reported when a configuration is validated and when a connector or task starts, with the name of the \
      option. A key that is an option of neither the sink nor Connect is a mistake too, such as a misspelt \
      `route.polcy`, and is reported with the nearest name. Keys of transformations, predicates and converters, \
      overrides of clients, and those that start with `confluent.`, `kafka.` or `_aiven.` are not the sink's to check.
      """;

  private OptionsPage() {}

  static String of(ConfigDef def) {
    Set<String> shared =
        Stream.of(ConnectorOptions.clientOptions(), ConnectorOptions.deliveryOptions())
            .flatMap(List::stream)
            .map(ConnectorOption::name)
            .collect(Collectors.toSet());
    StringBuilder page = new StringBuilder(START);
    for (String group : def.groups()) {
      List<ConfigKey> keys =
          def.configKeys().values().stream()
              .filter(key -> key.group.equals(group) && !shared.contains(key.name))
              .sorted(Comparator.comparingInt(key -> key.orderInGroup))
              .toList();
      if (!keys.isEmpty()) {
        page.append("\n## ").append(group).append("\n\n");
        page.append("| option | default | |\n|---|---|---|\n");
        keys.forEach(key -> page.append(row(key)));
      }
    }
    return page.toString();
  }

  private static String row(ConfigKey key) {
    return "| `"
        + key.name
        + "` | "
        + defaultValue(key)
        + " | "
        + key.documentation
        + limits(key)
        + " |\n";
  }

  private static String defaultValue(ConfigKey key) {
    String value = ConfigDef.convertToString(key.defaultValue, key.type);
    return value == null || value.isEmpty() ? "" : "`" + value + "`";
  }

  private static String limits(ConfigKey key) {
    List<Object> values = key.recommender.validValues(key.name, Map.of());
    return values.isEmpty() || key.type != ConfigDef.Type.STRING
        ? ""
        : values.stream()
            .map(value -> "`" + value + "`")
            .collect(Collectors.joining(", ", " Values: ", "."));
  }
}
