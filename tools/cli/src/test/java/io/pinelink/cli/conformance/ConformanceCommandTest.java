package io.pinelink.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.cli.Main;
import io.pinelink.cli.Run;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.TerminalStreams;
import io.pinelink.error.ErrorCode;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.Listener;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ConformanceCommandTest {
  @TempDir Path folder;

  private static Run run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("conformance"));
    all.addAll(List.of(arguments));
    return Run.of(Map.of("PINECONE_API_KEY", EmbeddedPinecone.API_KEY), all.toArray(String[]::new));
  }

  private Run runAt(EmbeddedPinecone server, String... arguments) {
    return run(arguments(server, arguments));
  }

  private String[] arguments(EmbeddedPinecone server, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "--control-plane",
            "http://localhost:" + server.address(Listener.CONTROL).getPort(),
            "--journal",
            folder.resolve("journals").toString(),
            "--rate",
            "1000"));
    if (!all.contains("--report")) {
      all.addAll(List.of("--report", report().toString()));
    }
    return all.toArray(String[]::new);
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

  @ParameterizedTest
  @CsvSource({"y, 0, as expected", "n, 1, nothing was changed"})
  void theUserDecidesOnceTheCostIsKnown(String answer, int exitCode, String outcome) {
    InputStream before = System.in;
    StringWriter printed = new StringWriter();
    try (EmbeddedPinecone server = local()) {
      System.setIn(new ByteArrayInputStream((answer + "\n").getBytes(StandardCharsets.UTF_8)));
      CommandLine line =
          Main.commandLine(
              Map.of("PINECONE_API_KEY", EmbeddedPinecone.API_KEY),
              new TerminalStreams(true, true, true, false, 80));
      line.setOut(new PrintWriter(printed, true));
      line.setErr(new PrintWriter(printed, true));

      assertThat(line.execute(arguments(server, "conformance", "--only", "unknown-version")))
          .isEqualTo(exitCode);
      assertThat(printed.toString())
          .contains("1 indexes", "31 requests", "read units", "write units", "Continue? [y/N]")
          .contains(outcome);
      assertThat(server.requests().isEmpty()).isEqualTo(answer.equals("n"));
    } finally {
      System.setIn(before);
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

  @Test
  void aServiceThatThrottlesForLongExitsWithSeven() throws Exception {
    try (EmbeddedPinecone server = local()) {
      Fault throttle = Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow down", Duration.ZERO);
      server
          .faults()
          .next("describeIndexStats", Collections.nCopies(200, throttle).toArray(Fault[]::new));

      Run run = runAt(server, "--only", "retired-versions,unknown-version", "--yes");

      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OUT_OF_TIME.code());
      assertThat(Files.readString(report())).contains("\"not-tried\": 2");
      assertThat(server.project().indexes()).isEmpty();
    }
  }

  @Test
  void keptIndexesStayUntilTheyAreCleanedUp() {
    try (EmbeddedPinecone server = local()) {
      assertThat(runAt(server, "--only", "unknown-version", "--keep", "--yes").exitCode()).isZero();
      assertThat(runAt(server, "--only", "missing-index", "--yes").exitCode()).isZero();
      assertThat(server.project().indexes()).hasSize(1);

      Run run = runAt(server, "--clean-up");

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(server.project().indexes()).isEmpty();
      assertThat(folder.resolve("journals")).isEmptyDirectory();
    }
  }

  @Test
  void indexesThatCannotBeDeletedAreNamed() {
    try (EmbeddedPinecone server = local()) {
      Fault refuse = Fault.refuse(ErrorCode.PERMISSION_DENIED, "no");
      server.faults().next("deleteIndex", Collections.nCopies(2, refuse).toArray(Fault[]::new));

      Run run = runAt(server, "--only", "unknown-version", "--yes", "--quiet");

      assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.code());
      assertThat(run.err())
          .contains("could not delete " + server.project().indexes().get(0))
          .contains("--clean-up");
      assertThat(runAt(server, "--clean-up").exitCode()).isZero();
      assertThat(server.project().indexes()).isEmpty();
    }
  }

  @Test
  void aReportThatCannotBeWrittenIsRefusedBeforeAnythingIsSent() {
    try (EmbeddedPinecone server = local()) {
      Path missing = folder.resolve("missing").resolve("report.json");

      Run run = runAt(server, "--only", "missing-index", "--yes", "--report", missing.toString());

      assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID.code());
      assertThat(run.err()).contains("--report cannot be written: '" + missing + "'");
      assertThat(server.requests()).isEmpty();
    }
  }

  private Run runThroughAProxyWithoutHttp2(String... arguments) throws Exception {
    try (ProxiedServer server = new ProxiedServer()) {
      server.refuseHttp2();
      List<String> all = new ArrayList<>(List.of(arguments));
      all.addAll(
          List.of("--control-plane", server.controlPlane(), "--rate", "1000", "--yes", "-q"));
      all.addAll(List.of("--journal", folder.resolve("journals").toString()));
      all.addAll(List.of("--report", report().toString()));
      return run(all.toArray(String[]::new));
    }
  }

  @Test
  void restAloneIsCheckedThroughAProxyWithoutHttp2() throws Exception {
    Run run =
        runThroughAProxyWithoutHttp2(
            "--only", "zero-query,missing-namespace,bad-page-token", "--protocols", "rest");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out().lines().skip(1))
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).contains("/rest/public", "as expected"));
  }

  @Test
  void aProtocolThatDoesNotConnectLeavesTheRowsOverTheOther() throws Exception {
    Run run = runThroughAProxyWithoutHttp2("--only", "zero-query,missing-namespace");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out().lines().skip(1))
        .hasSize(4)
        .allSatisfy(
            line ->
                assertThat(line).contains(line.contains("/rest/") ? "as expected" : "not tried"));
  }

  @Test
  void aRowThatTheProtocolsDoNotCoverIsRefused() {
    Run run = run("--only", "name-taken", "--protocols", "grpc", "--yes");

    assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID.code());
    assertThat(run.err()).contains("--only and --protocols: 'name-taken'");
  }

  @Test
  void aKeyOfOneLetterIsMaskedAfterTheRowsAreJudged() throws Exception {
    try (EmbeddedPinecone server = local()) {
      String[] arguments = arguments(server, "conformance", "--only", "underscore-fields", "--yes");

      Run run = Run.of(Map.of("PINECONE_API_KEY", "k"), arguments);

      assertThat(run.exitCode()).as(run.toString()).isZero();
      assertThat(Files.readString(report())).contains("***");
    }
  }

  @Test
  void aPolicyThatRequiresThePrivateRouteKeepsDataOffThePublicOne() {
    try (EmbeddedPinecone server = local()) {
      Run run =
          runAt(
              server,
              "--only",
              "unknown-version,missing-index",
              "--yes",
              "--route-policy",
              "private-required");

      assertThat(run.out())
          .contains("missing-index/rest/public", "unknown-version/rest/private")
          .doesNotContain("unknown-version/rest/public");
    }
  }
}
