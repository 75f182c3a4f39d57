package io.pinelink.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.testsupport.PageCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the code of the guides compiles: of telemetry, and of own listeners. */
class GuideCodeTest {
  private static final Path DOCS = Path.of("../../docs");

  @Test
  void theCodeForOpenTelemetryCompiles(@TempDir Path folder) throws IOException {
    String source =
        "import io.opentelemetry.api.GlobalOpenTelemetry; import io.pinelink.Pinelink;"
            + " import io.pinelink.opentelemetry.*; class Guide { void code() {"
            + PageCode.blocks(DOCS.resolve("telemetry.md")).get(0)
            + "}}";

    assertThat(PageCode.compile(source, folder)).isEmpty();
  }

  @Test
  void theListenerAndTheInterceptorsCompile(@TempDir Path folder) throws IOException {
    String source =
        "import io.pinelink.Pinelink; import io.pinelink.interceptor.*;"
            + " import io.pinelink.telemetry.*; import java.time.Duration;"
            + " class Guide { void code(CallInterceptor cache, CallInterceptor rateLimit) {"
            + String.join("\n", PageCode.blocks(DOCS.resolve("extending.md")))
            + "}}";

    assertThat(PageCode.blocks(DOCS.resolve("extending.md"))).hasSize(3);
    assertThat(PageCode.compile(source, folder)).isEmpty();
  }

  @Test
  void codeThatDoesNotCompileIsFound(@TempDir Path folder) throws IOException {
    assertThat(PageCode.compile("class Guide { Missing field; }", folder)).contains("Missing");
  }
}
