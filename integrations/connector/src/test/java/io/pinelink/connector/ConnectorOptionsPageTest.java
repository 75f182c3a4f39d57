package io.pinelink.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Compares {@code docs/connector-options.md} with the definitions of the options. To rewrite it:
 * {@code mvn test -pl integrations/connector -Dtest=ConnectorOptionsPageTest -DwriteOptions}.
 */
class ConnectorOptionsPageTest {
  private static final Path PAGE = Path.of("../../docs/connector-options.md");
  private static final String WRITE = "writeOptions";
  private static final String START =
      """
      # Options of all connectors

      The connectors for [Kafka](kafka.md), [Flink](flink.md) and [Spark](spark.md) read these options by the same names, besides their own. \
      Java programs read them with `io.pinelink.connector.ConnectorOptions`.

      Numbers of time are milliseconds, and numbers of size are bytes; the name says which. Lists are separated by \
      commas. Files are on the machine that runs a task. A mistake is reported with the name of its option before \
      anything is sent.
      """;

  @Test
  void thePageIsUpToDate() throws IOException {
    String expected = page();
    if (System.getProperty(WRITE) != null) {
      Files.writeString(PAGE, expected);
    }

    assertThat(Files.readString(PAGE))
        .as(
            "write it again: mvn test -pl integrations/connector -Dtest=ConnectorOptionsPageTest -D"
                + WRITE)
        .isEqualTo(expected);
  }

  private static String page() {
    StringBuilder page = new StringBuilder(START);
    String group = "";
    for (ConnectorOption option : ConnectorOptions.all()) {
      if (!option.group().equals(group)) {
        group = option.group();
        page.append("\n## ").append(group).append("\n\n");
        page.append("| option | default | |\n|---|---|---|\n");
      }
      page.append(row(option));
    }
    return page.toString();
  }

  private static String row(ConnectorOption option) {
    String defaultValue = option.defaultValue();
    return "| `%s` | %s | %s%s |\n"
        .formatted(
            option.name(),
            defaultValue.isEmpty() ? "" : "`" + defaultValue + "`",
            option.doc(),
            values(option));
  }

  private static String values(ConnectorOption option) {
    return option.choices().isEmpty()
        ? ""
        : option.choices().stream()
            .map(value -> "`" + value + "`")
            .collect(Collectors.joining(", ", " Values: ", "."));
  }
}
