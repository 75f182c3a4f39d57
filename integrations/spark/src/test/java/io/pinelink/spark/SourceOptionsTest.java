package io.pinelink.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests a default that other connectors do not have. */
class SourceOptionsTest {
  @Test
  void aTaskHoldsSixteenMegabytesUnlessAnOptionIsGiven() {
    assertThat(held(Map.of("index.name", "docs"))).isEqualTo(16_000_000);
    assertThat(held(Map.of("index.name", "docs", "Held.Max.Bytes", "8000000")))
        .isEqualTo(8_000_000);
  }

  private static long held(Map<String, String> options) {
    return SourceOptions.of(options).bulk().build().maxBytesHeld();
  }
}
