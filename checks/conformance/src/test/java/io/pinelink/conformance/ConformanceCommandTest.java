package io.pinelink.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.error.ErrorCode;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.Listener;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ConformanceCommandTest {
  @TempDir Path folder;

  private static Run run(String... arguments) {
    return Run.of(EmbeddedPinecone.API_KEY, arguments);
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
    Object json = ReportJson.parse(run.out());
    assertThat((List<?>) ReportJson.at(json, "rows")).hasSameSizeAs(Assumptions.all());
  }

  @Test
  void anUnknownRowIsInvalid() {
    Run run = run("--only", "no-such-row", "--yes");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("no-such-row").contains("--list");
  }

  @Test
  void nothingIsCreatedWithoutConsent() {
    try (EmbeddedPinecone server = local()) {
      Run run = runAt(server, "--only", "counts-as-text");

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("requests").contains("write units").contains("--yes");
      assertThat(server.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"y, 0, as expected", "n, 1, nothing was changed"})
  void theUserDecidesOnceTheCostIsKnown(String answer, int exitCode, String outcome) {
    StringWriter printed = new StringWriter();
    try (EmbeddedPinecone server = local()) {
      CommandLine line =
          ConformanceCommand.commandLine(
              EmbeddedPinecone.API_KEY,
              question -> {
                printed.append(question);
                return answer;
              });
      line.setOut(new PrintWriter(printed, true));
      line.setErr(new PrintWriter(printed, true));

      assertThat(line.execute(arguments(server, "--only", "unknown-version"))).isEqualTo(exitCode);
      assertThat(printed.toString())
          .contains("1 indexes", "31 requests", "read units", "write units", "Continue? [y/N]")
          .contains(outcome);
      assertThat(server.requests().isEmpty()).isEqualTo(answer.equals("n"));
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

      assertThat(run.exitCode()).isEqualTo(1);
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

      assertThat(run.exitCode()).as(run.err()).isEqualTo(7);
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

      assertThat(run.exitCode()).isEqualTo(1);
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

      assertThat(run.exitCode()).isEqualTo(2);
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

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--only and --protocols: 'name-taken'");
  }

  @Test
  void aKeyOfOneLetterIsMaskedAfterTheRowsAreJudged() throws Exception {
    try (EmbeddedPinecone server = local()) {
      String[] arguments = arguments(server, "--only", "underscore-fields", "--yes");

      Run run = Run.of("k", arguments);

      assertThat(run.exitCode()).as(run.toString()).isZero();
      assertThat(Files.readString(report())).contains("***");
    }
  }

  @Test
  void theChoiceOfThePrivateRouteKeepsDataOffThePublicOne() {
    try (EmbeddedPinecone server = local()) {
      Run run =
          runAt(server, "--only", "unknown-version,missing-index", "--yes", "--routes", "private");

      assertThat(run.out())
          .contains("missing-index/rest/public", "unknown-version/rest/private")
          .doesNotContain("unknown-version/rest/public");
    }
  }
}
