package io.pinelink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that each kind of failure has one line and an exit code of its own. */
class CommandFailuresTest {
  private static final String HOST = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";

  private static LocalRun local;

  @BeforeAll
  static void start() {
    local = new LocalRun("--index", "docs:2", "--keys", "pcsk_local");
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  private static void assertFailed(Run run, int exitCode, String... parts) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("pinelink: ")
        .hasLineCount(1)
        .contains(parts)
        .doesNotContain("pcsk_local", "pcsk_other", "Exception", "\tat ");
  }

  @Test
  void aMissingIndexIsNotFound() {
    assertFailed(local.run("index stats -n nobody"), 4, "describeIndex", "nobody");
    assertFailed(local.run("namespace list -n nobody"), 4, "nobody");
  }

  @Test
  void aMissingNamespaceIsNotFound() {
    assertFailed(local.run("namespace describe -n docs --name nobody"), 4, "describeNamespace");
  }

  @Test
  void aWrongKeyIsRefused() {
    Map<String, String> environment = new HashMap<>(local.environment());
    environment.put("PINECONE_API_KEY", "pcsk_other");

    assertFailed(Run.of(environment, "index", "list"), 5, "listIndexes", "UNAUTHENTICATED");
  }

  @Test
  void aMissingKeyIsInvalidUsage() {
    Run run = Run.of(Map.of(), "index", "list");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "pinelink: there is no API key: set PINECONE_API_KEY or --api-key; see pinelink index list"
                + " --help\n");
  }

  @Test
  void aKeyInTheWrongPlaceIsMasked() {
    Run run = local.run("index describe -n pcsk_secret1234");

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err()).contains("index name is").doesNotContain("secret1234");
  }

  @Test
  void anAddressThatThePrivateRouteRefusesIsNoRoute() {
    assertFailed(
        local.run("index stats --host " + HOST + " --connect-to 203.0.113.7"),
        6,
        "203.0.113.7",
        "public");
  }

  @Test
  void aClosedPortIsNoConnection() throws IOException {
    int port;
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = unused.getLocalPort();
    }

    assertFailed(
        local.run("index list --control-plane http://localhost:" + port), 6, "listIndexes");
  }

  @Test
  void aForeignControlPlaneNeverGetsTheKey() {
    Run run = local.run("index list --control-plane api.example.com");

    assertFailed(run, 2, "control plane 'api.example.com' is refused");
  }

  @Test
  void anIndexNeedsAName() {
    Run run = local.run("index stats");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("pinelink: name one index: --index-name NAME, or --host HOST");
    assertThat(local.run("index stats -n docs --host localhost:1").exitCode()).isEqualTo(2);
  }

  @Test
  void aHostBookThatCannotBeReadIsAFileFailure(@TempDir Path folder) throws IOException {
    Path folderInPlaceOfAFile = Files.createDirectory(folder.resolve("book"));

    assertFailed(local.run("index stats -n docs --host-book " + folderInPlaceOfAFile), 8, "book");
  }

  @Test
  void anInterruptedCommandEndsItsCall() throws Exception {
    CompletableFuture<Run> ended = new CompletableFuture<>();
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread command =
          new Thread(
              () ->
                  ended.complete(
                      local.run(
                          "index list --control-plane http://localhost:" + silent.getLocalPort())));
      silent.setSoTimeout(60_000);
      command.start();
      try (Socket accepted = silent.accept()) {
        assertThat(accepted.getInputStream().read()).isNotNegative();
        command.interrupt();

        Run run = ended.get(60, TimeUnit.SECONDS);
        assertThat(run.exitCode()).isEqualTo(130);
        assertThat(run.err()).isEqualTo("pinelink: interrupted\n");
      }
    }
  }
}
