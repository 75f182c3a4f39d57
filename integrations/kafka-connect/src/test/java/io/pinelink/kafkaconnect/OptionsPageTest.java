package io.pinelink.kafkaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Compares {@code docs/kafka-options.md} with the definitions of the options. To rewrite it: {@code
 * mvn test -pl integrations/kafka-connect -Dtest=OptionsPageTest -DwriteOptions}.
 */
class OptionsPageTest {
  private static final Path PAGE = Path.of("../../docs/kafka-options.md");
  private static final String WRITE = "writeOptions";

  @Test
  void thePageIsUpToDate() throws IOException {
    String expected = OptionsPage.of(SinkConfig.DEF);
    if (System.getProperty(WRITE) != null) {
      Files.writeString(PAGE, expected);
    }

    assertThat(Files.readString(PAGE))
        .as(
            "write it again: mvn test -pl integrations/kafka-connect -Dtest=OptionsPageTest -D"
                + WRITE)
        .isEqualTo(expected);
  }
}
