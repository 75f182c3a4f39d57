package io.pinelink.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.cli.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McpCommandTest {
  private static final String HOST = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";

  @Test
  void privateRoutesAreRequiredByDefault() {
    assertThat(Run.of("mcp", "--help").out().replaceAll("\\s+", " "))
        .contains("private-preferred. Default: private-required,");
  }

  @ParameterizedTest
  @CsvSource({
    "--max-top-k, 0, 1 to 1000",
    "--max-answer-bytes, 100, 4096 to 16777216",
    "--max-field-chars, 1, 16 to 1000000",
    "--timeout, 601, 1 to 600"
  })
  void limitsOutsideTheirRangeAreRefused(String option, String value, String range) {
    Run run = Run.of("mcp", "--api-key=key-of-test", option, value);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(option + " is " + value + ", expected " + range);
  }

  @Test
  void hostsOutsideTheAllowListAreRefused() {
    Run run = Run.of("mcp", "--api-key=key-of-test", "--host", HOST, "--allow-index", "notes");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("host '" + HOST + "' does not match --allow-index [notes]");
  }

  @Test
  void targetsNeedTheIndexesThatTheyAreFor() {
    Run run =
        Run.of(
            "mcp", "--api-key=key-of-test", "--connect-to", "10.0.0.1", "--allow-index", "docs*");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--connect-to needs the indexes that it is for");
  }
}
