package io.pinelink.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pinelink.cli.JarProcess;
import io.pinelink.cli.Run;
import io.pinelink.model.Metric;
import io.pinelink.server.ActiveFault;
import io.pinelink.server.Fault;
import io.pinelink.server.FaultRule;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tests that Ctrl-C in the middle of a transfer leaves what a later run continues. */
@Tag("slow")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no SIGINT")
class InterruptedTransferIT {
  private static final int COUNT = 2_500;

  @RegisterExtension
  private static final TransferServer server = new TransferServer(2, Metric.COSINE);

  @TempDir private Path folder;

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  /**
   * Runs a command until a call is answered and the next one is not, interrupts it, and then
   * resumes it.
   */
  private Run interruptAndResume(Operation<?, ?> operation, String... command) {
    ActiveFault fault =
        server
            .server()
            .faults()
            .add(FaultRule.builder(Fault.hang()).operations(operation.name()).after(1).build());
    try (JarProcess process = new JarProcess(List.of(), server.environment(), command)) {
      await().atMost(Duration.ofMinutes(1)).until(() -> fault.strikes() > 0);
      process.interrupt();
      Run interrupted = process.end();
      assertThat(interrupted.exitCode()).as(interrupted.toString()).isEqualTo(130);
      assertThat(interrupted.err()).isEqualTo("pinelink: interrupted\n");
      assertThat(server.run(command).exitCode()).as("there is something to resume").isEqualTo(2);
    } finally {
      fault.remove();
    }
    Run resumed = server.run(command, "--resume");
    assertThat(resumed.exitCode()).as(resumed.toString()).isZero();
    return resumed;
  }

  private String vectors() throws Exception {
    return Files.writeString(
            folder.resolve("vectors.jsonl"),
            IntStream.range(0, COUNT)
                .mapToObj(i -> "{\"id\":\"v" + i + "\",\"values\":[" + i + ",1]}\n")
                .collect(Collectors.joining()))
        .toString();
  }

  @Test
  void anInterruptedUpsertContinues() throws Exception {
    interruptAndResume(
        DataOperations.UPSERT,
        "upsert",
        vectors(),
        "-n",
        "docs",
        "--checkpoint",
        path("checkpoint"),
        "-q");

    assertThat(server.ids("docs", "")).hasSize(COUNT);
    assertThat(folder.resolve("checkpoint")).doesNotExist();
  }

  @Test
  void anInterruptedImportContinues() throws Exception {
    interruptAndResume(
        DataOperations.UPSERT,
        "import",
        vectors(),
        "-n",
        "docs",
        "--checkpoint",
        path("checkpoint"),
        "-q");

    assertThat(server.ids("docs", "")).hasSize(COUNT);
    assertThat(folder.toFile().list()).doesNotContain("checkpoint", "checkpoint.0");
  }

  @Test
  void anInterruptedCopyContinues() {
    server.fill("docs", "en", COUNT);

    Run resumed =
        interruptAndResume(
            DataOperations.UPSERT,
            "copy",
            "--from-index-name",
            "docs",
            "--from-namespace",
            "en",
            "--to-index-name",
            "docs-copy",
            "--checkpoint",
            path("checkpoint"),
            "-q",
            "--verify",
            "-j");

    assertThat(resumed.out()).contains("\"equal\": " + COUNT);
    assertThat(folder.resolve("checkpoint")).doesNotExist();
  }

  @Test
  void anInterruptedExportContinues() {
    server.fill("docs", "en", COUNT);

    interruptAndResume(
        DataOperations.FETCH,
        "export",
        "-n",
        "docs",
        "--namespace",
        "en",
        "--rows-per-file",
        "1000",
        "-q",
        path("export"));

    assertThat(server.run("verify", "--from-index-name", "docs", "-q", path("export")).out())
        .isEqualTo(COUNT + " equal, 0 missing, 0 extra, 0 different\n");
  }

  @Test
  void aLoadOfOpenStandardInputIsInterrupted() throws Exception {
    String checkpoint = path("checkpoint");
    try (JarProcess process =
        new JarProcess(
            List.of(),
            server.environment(),
            "upsert",
            "-",
            "-n",
            "docs",
            "--checkpoint",
            checkpoint,
            "-q")) {
      process.write(Files.readString(Path.of(vectors())));
      await().atMost(Duration.ofMinutes(1)).until(() -> !server.ids("docs", "").isEmpty());
      process.interrupt();

      assertThat(process.exitCode()).as(process.err()).isEqualTo(130);
      assertThat(process.err()).isEqualTo("pinelink: interrupted\n");
    }
    assertThat(Path.of(checkpoint)).exists();
  }
}
