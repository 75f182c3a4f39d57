package io.pinelink.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Tests that the guide shows code that other tests run. */
class FlinkGuideTest {
  @Test
  void theGuideUsesTheTestedRestartStrategy() throws IOException {
    String guide = Files.readString(Path.of("../../docs/flink.md"));
    String tested =
        Files.readString(Path.of("src/test/java/io/pinelink/flink/BoundedRestarts.java"));
    String snippet = guide.substring(guide.indexOf("Configuration configuration ="));

    assertThat(tested.replaceAll("\\s+", ""))
        .contains(snippet.substring(0, snippet.indexOf("```")).replaceAll("\\s+", ""));
  }
}
