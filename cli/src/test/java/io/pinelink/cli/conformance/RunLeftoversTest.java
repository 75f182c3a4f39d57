package io.pinelink.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Pinelink;
import io.pinelink.cli.conformance.RowCell.RouteSide;
import io.pinelink.cli.conformance.Verdict.Outcome;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.ListBackupsRequest;
import io.pinelink.error.ErrorCode;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.Listener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a run leaves nothing behind, however it ends, and touches nothing of others. */
class RunLeftoversTest {
  private static final Set<String> ROWS =
      Set.of("languages", "name-taken", "hybrid-reserved-fields", "backup-statuses");

  @TempDir Path folder;

  private static List<RowCell> cells() {
    return ConformanceRun.cells(
        Assumptions.all().stream().filter(row -> ROWS.contains(row.id())).toList(),
        EnumSet.of(RouteSide.PUBLIC));
  }

  @Test
  void aStoppedRunRemovesItsIndexes() throws IOException {
    try (EmbeddedPinecone server = EmbeddedPinecone.start()) {
      RunPace pace = ConformanceFixture.pace();
      ConformanceRun.Progress stopping =
          new ConformanceRun.Progress() {
            @Override
            public void started(String name) {
              if (name.startsWith("hybrid-reserved-fields")) {
                assertThat(server.project().indexes()).isNotEmpty();
                pace.stop();
              }
            }

            @Override
            public void ended(RowResult result) {}
          };

      ConformanceEngine.Ended ended =
          new ConformanceFixture(folder)
              .engine(
                  () -> ConformanceFixture.patient(server.clientBuilder()),
                  EmbeddedPinecone.API_KEY,
                  pace)
              .run(RunNames.random(), ConformanceFixture.SETTINGS, cells(), stopping);

      assertThat(ended.ended()).isNotNull();
      assertThat(ended.report().results())
          .anySatisfy(
              result ->
                  assertThat(result.verdict()).isEqualTo(Verdict.notTried("the run was stopped")));
      assertThat(server.project().indexes()).isEmpty();
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void aServiceThatThrottlesForLongEndsTheRun() throws IOException {
    try (EmbeddedPinecone server = EmbeddedPinecone.start()) {
      Fault throttle = Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow down", Duration.ZERO);
      server
          .faults()
          .next("describeIndexStats", Collections.nCopies(200, throttle).toArray(Fault[]::new));
      List<RowCell> cells =
          ConformanceRun.cells(
              Assumptions.all().stream().filter(row -> row.area().equals("versions")).toList(),
              EnumSet.of(RouteSide.PUBLIC));

      ConformanceEngine.Ended ended =
          new ConformanceFixture(folder)
              .run(
                  () -> ConformanceFixture.patient(server.clientBuilder()),
                  EmbeddedPinecone.API_KEY,
                  cells);

      assertThat(ended.ended()).isNotNull().matches(RunPace.Ended::isByThrottling);
      assertThat(ended.report().count(Outcome.NOT_TRIED)).isEqualTo(cells.size());
      assertThat(server.project().indexes()).isEmpty();
    }
  }

  @Test
  void anIndexWithoutTheTagOfTheRunIsLeft() throws IOException {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client = server.clientBuilder().build()) {
      RunNames names = RunNames.random();
      String foreign = names.name("classic");
      create(client, foreign);
      create(client, "docs");
      ConformanceFixture fixture = new ConformanceFixture(folder);
      try (RunJournal journal = RunJournal.create(folder, names.run(), "api")) {
        journal.creating(foreign);
        journal.creating("docs");
      }

      List<String> left =
          fixture
              .engine(
                  () -> ConformanceFixture.patient(server.clientBuilder()),
                  EmbeddedPinecone.API_KEY,
                  ConformanceFixture.pace())
              .cleanUp(false);

      assertThat(left).isEmpty();
      assertThat(server.project().indexes()).containsExactlyInAnyOrder(foreign, "docs");
      assertThat(fixture.notes).hasSize(2);
    }
  }

  private static void create(Pinelink client, String name) {
    client
        .controlPlane()
        .createIndex(
            CreateIndexRequest.dense(name, 3, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
  }

  @Test
  @Tag("slow")
  void nothingIsLeftAfterAKillAtAnyStep() throws Exception {
    int requests = 0;
    boolean finished = false;
    for (int step = 1; !finished; step = step < 12 ? step + 1 : step + 5) {
      finished = killAt(step);
      requests = step;
    }
    assertThat(requests).isGreaterThan(20);
  }

  /** Kills a run at its n-th request; returns whether it had ended before. */
  private boolean killAt(int step) throws Exception {
    Path journals = Files.createDirectory(folder.resolve("step-" + step));
    try (EmbeddedPinecone server =
            EmbeddedPinecone.builder()
                .localMode()
                .apiKeys(Set.of(EmbeddedPinecone.API_KEY))
                .start();
        Pinelink client = client(server)) {
      create(client, "docs");
      create(client, RunNames.PREFIX + "of-another-user");
      List<String> others = server.project().indexes();
      server.clearRequests();
      Process run = start(server, journals);
      boolean ended = false;
      while (!ended && server.requests().size() < step) {
        ended = run.waitFor(1, TimeUnit.MILLISECONDS);
      }
      run.destroyForcibly();
      assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();

      List<String> left =
          new ConformanceEngine(
                  () -> builder(server),
                  EmbeddedPinecone.API_KEY,
                  controlPlane(server),
                  journals,
                  ConformanceFixture.pace(),
                  note -> {})
              .cleanUp(false);

      assertThat(left).isEmpty();
      assertThat(server.project().indexes()).as("after step " + step).isEqualTo(others);
      assertThat(client.controlPlane().listBackups(ListBackupsRequest.all()).items()).isEmpty();
      assertThat(RunJournal.left(journals)).isEmpty();
      return ended;
    }
  }

  private Process start(EmbeddedPinecone server, Path journals) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.pinelink.cli.Main"));
    command.addAll(
        List.of("conformance", "--only", String.join(",", ROWS), "--plan", "enterprise", "--yes"));
    command.addAll(List.of("--rate", "1000", "--journal", journals.toString()));
    command.addAll(List.of("--report", folder.resolve("report.json").toString()));
    command.addAll(List.of("--control-plane", controlPlane(server)));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PINECONE_API_KEY", EmbeddedPinecone.API_KEY);
    builder.redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("output").toFile());
    return builder.start();
  }

  private static String controlPlane(EmbeddedPinecone server) {
    return "http://localhost:" + server.address(Listener.CONTROL).getPort();
  }

  private static Pinelink.Builder builder(EmbeddedPinecone server) {
    return Pinelink.builder().apiKey(EmbeddedPinecone.API_KEY).controlPlane(controlPlane(server));
  }

  private static Pinelink client(EmbeddedPinecone server) {
    return builder(server).build();
  }
}
