package io.pinelink.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.testsupport.PageCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the code of the guide for Micrometer compiles. */
class GuideCodeTest {
  private static final Path PAGE = Path.of("../../docs/telemetry.md");

  @Test
  void theCodeForMicrometerCompiles(@TempDir Path folder) throws IOException {
    String source =
        "import io.pinelink.Pinelink; import io.pinelink.micrometer.*; class Guide { void code("
            + "io.micrometer.core.instrument.MeterRegistry meterRegistry,"
            + " io.micrometer.observation.ObservationRegistry observationRegistry) {"
            + PageCode.blocks(PAGE).get(1)
            + "}}";

    assertThat(PageCode.compile(source, folder)).isEmpty();
  }

  @Test
  void theBeanCompiles(@TempDir Path folder) throws IOException {
    String source =
        "import io.micrometer.core.instrument.MeterRegistry;"
            + " import io.micrometer.observation.ObservationRegistry;"
            + " import io.pinelink.micrometer.*; class Guide { @interface Bean {} "
            + PageCode.blocks(PAGE).get(2)
            + "}";

    assertThat(PageCode.compile(source, folder)).isEmpty();
  }
}
