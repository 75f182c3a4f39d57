package io.pinelink.kafkaconnect;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** The page of all options, written from their definitions. */
final class OptionsPage {
  private static final String START =
      """
      # Options of the Kafka sink

      All options of the [sink for Kafka Connect](kafka.md), as `pinelink-kafka-connect` defines them. A connector has \
      options of Connect too, such as `topics`, `tasks.max`, converters, `errors.tolerance` and \
      `errors.deadletterqueue.topic.name`.

      Mistakes are reported when a configuration is validated or a connector is created, with the name of the option.
      """;

  private OptionsPage() {}

  static String of(ConfigDef def) {
    StringBuilder page = new StringBuilder(START);
    for (String group : def.groups()) {
      page.append("\n## ").append(group).append("\n\n");
      page.append("| option | default | |\n|---|---|---|\n");
      def.configKeys().values().stream()
          .filter(key -> key.group.equals(group))
          .sorted(Comparator.comparingInt(key -> key.orderInGroup))
          .forEach(key -> page.append(row(key)));
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
    return key.type == ConfigDef.Type.PASSWORD || value == null || value.isEmpty()
        ? ""
        : "`" + value + "`";
  }

  private static String limits(ConfigKey key) {
    if (key.recommender != null && key.type == ConfigDef.Type.STRING) {
      List<Object> values = key.recommender.validValues(key.name, Map.of());
      return " Values: "
          + values.stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "))
          + ".";
    }
    return "";
  }
}
