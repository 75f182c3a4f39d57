package io.pinelink.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Pinelink;
import io.pinelink.conformance.WireServer.Answer;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kills and interrupts runs in processes of their own, and checks that nothing is left. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class KilledRunTest {
  /** Rows that create each kind of thing that a run creates, and one that writes. */
  private static final String ROWS =
      "languages,name-taken,repeated-id,hybrid-reserved-fields,backup-statuses,"
          + "conversion-error-mode,aliases-over-grpc";

  /** The exit code of a process that SIGKILL ended. */
  private static final int KILLED = 137;

  private static final String NAME = RunNames.PREFIX + "[0-9a-f]+-[a-z-]+";

  @TempDir Path folder;
  private final Set<String> ended = new TreeSet<>();
  private ProxiedServer server;
  private Pinelink client;
  private List<String> others;

  @BeforeEach
  void start() throws IOException {
    server = new ProxiedServer();
    client = server.clientBuilder().build();
    for (String name : List.of("docs", RunNames.PREFIX + "of-another-user")) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.dense(name, 3, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
    }
    others = server.server.project().indexes();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void nothingIsLeftAfterAKillAtAnyStep() throws Exception {
    int step = 0;
    int code = KILLED;
    while (code == KILLED) {
      step++;
      code = runUntil(step, Process::destroyForcibly);
      nextRun(step % 2 == 0);
      nothingIsLeft("step " + step);
    }
    assertThat(code).isZero();
    assertThat(ended)
        .contains("POST /indexes", "POST /indexes/NAME/backups", "POST /indexes/NAME/convert")
        .contains("POST /vectors/upsert", "POST /VectorService/Upsert", "DELETE /indexes/NAME");
  }

  @ParameterizedTest
  @CsvSource({"INT, 130, 1", "INT, 130, 8", "INT, 130, 14", "TERM, 143, 8"})
  void anInterruptedRunRemovesItsIndexesAndWritesItsReport(String signal, int exitCode, int step)
      throws Exception {
    int code = runUntil(step, run -> kill(signal, run));

    assertThat(code).isEqualTo(exitCode);
    nothingIsLeft("a signal");
    assertThat(Files.readString(folder.resolve("report.json"))).contains("the run was stopped");
  }

  private static void kill(String signal, Process run) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(run.pid())).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void nothingIsLeft(String description) {
    assertThat(server.server.project().indexes()).as(description).isEqualTo(others);
    assertThat(client.controlPlane().listBackups().items()).isEmpty();
    assertThat(folder.resolve("journals")).isEmptyDirectory();
  }

  /** An end that a test brings about. */
  private interface End {
    void of(Process run);
  }

  /**
   * Starts a run, ends it once the server has executed its n-th request that may change something
   * and before the run receives the response, and returns its exit code.
   */
  private int runUntil(int step, End end) throws Exception {
    AtomicInteger requests = new AtomicInteger();
    CompletableFuture<Process> run = new CompletableFuture<>();
    server.passage(
        (request, service) -> {
          Answer answer = service.respond(request);
          if (!request.method().equals("GET") && requests.incrementAndGet() == step) {
            ended.add(request.method() + " " + request.path().replaceAll(NAME, "NAME"));
            end.of(run.join());
          }
          return answer;
        });
    run.complete(startRun());
    try {
      assertThat(run.join().waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      run.join().destroyForcibly();
      server.passage((request, service) -> service.respond(request));
    }
    return run.join().exitValue();
  }

  private Process startRun() throws IOException {
    List<String> command = new ArrayList<>();
    // A background job of a shell ignores SIGINT, and so does every program that it starts.
    command.addAll(List.of("env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), ConformanceCommand.class.getName()));
    command.addAll(List.of("--only", ROWS, "--plan", "enterprise", "--yes", "--rate", "1000"));
    command.addAll(options());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PINECONE_API_KEY", EmbeddedPinecone.API_KEY);
    builder.redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("output").toFile());
    return builder.start();
  }

  private List<String> options() {
    return List.of(
        "--journal",
        folder.resolve("journals").toString(),
        "--report",
        folder.resolve("report.json").toString(),
        "--control-plane",
        server.controlPlane());
  }

  /** Removes what is left, by the option for that or by another run. */
  private void nextRun(boolean onlyCleansUp) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        onlyCleansUp
            ? List.of("--clean-up", "--rate", "1000")
            : List.of("--only", "missing-index", "--yes", "--rate", "1000"));
    arguments.addAll(options());
    Run run = Run.of(EmbeddedPinecone.API_KEY, arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
  }
}
