package io.pinelink.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.testsupport.PageCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the code of the guide for Micrometer compiles. */
class GuideCodeTest {
  @Test
  void theCodeForMicrometerCompiles(@TempDir Path folder) throws IOException {
    String source =
        "import io.pinelink.Pinelink; import io.pinelink.micrometer.*; class Guide { void code("
            + "io.micrometer.core.instrument.MeterRegistry meterRegistry,"
            + " io.micrometer.observation.ObservationRegistry observationRegistry) {"
            + PageCode.blocks(Path.of("../../docs/telemetry.md")).get(1)
            + "}}";

    assertThat(PageCode.compile(source, folder)).isEmpty();
  }
}
