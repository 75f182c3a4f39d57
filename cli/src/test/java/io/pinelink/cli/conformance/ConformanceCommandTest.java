package io.pinelink.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.cli.Run;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.Listener;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceCommandTest {
  @TempDir Path folder;

  private static Run run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("conformance"));
    all.addAll(List.of(arguments));
    return Run.of(Map.of("PINECONE_API_KEY", EmbeddedPinecone.API_KEY), all.toArray(String[]::new));
  }

  private Run runAt(EmbeddedPinecone server, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "--control-plane",
            "http://localhost:" + server.address(Listener.CONTROL).getPort(),
            "--journal",
            folder.resolve("journals").toString(),
            "--report",
            report().toString(),
            "--rate",
            "1000"));
    return run(all.toArray(String[]::new));
  }

  private Path report() {
    return folder.resolve("report.json");
  }

  private static EmbeddedPinecone local() {
    return EmbeddedPinecone.builder().localMode().start();
  }

  @Test
  void listShowsEachRow() {
    Run run = run("--list", "-j");

    assertThat(run.exitCode()).isZero();
    Object json = ParsedJson.parse(run.out());
    assertThat((List<?>) ParsedJson.at(json, "rows")).hasSameSizeAs(Assumptions.all());
  }

  @Test
  void anUnknownRowIsInvalid() {
    Run run = run("--only", "no-such-row", "--yes");

    assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID.code());
    assertThat(run.err()).contains("no-such-row").contains("--list");
  }

  @Test
  void nothingIsCreatedWithoutConsent() {
    try (EmbeddedPinecone server = local()) {
      Run run = runAt(server, "--only", "counts-as-text");

      assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID.code());
      assertThat(run.err()).contains("requests").contains("write units").contains("--yes");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aRunWithoutDifferencesWritesAReportAndExitsWithZero() throws Exception {
    try (EmbeddedPinecone server = local()) {
      Run run = runAt(server, "--only", "unknown-version,conversion-error-mode", "--yes");

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).contains("unknown-version/rest/public").contains("--plan standard");
      assertThat(Files.readString(report())).contains("\"not-tried\": 1");
      assertThat(server.project().indexes()).isEmpty();
    }
  }

  @Test
  void aDifferenceExitsWithOne() {
    try (EmbeddedPinecone server = local()) {
      server.faults().next("describeIndexStats", Fault.body("{}".getBytes(StandardCharsets.UTF_8)));

      Run run = runAt(server, "--only", "unknown-version", "--yes");

      assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.code());
      assertThat(run.out()).contains("different");
    }
  }
}
