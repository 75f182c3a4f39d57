package io.pinelink.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pinelink.cli.JarProcess;
import io.pinelink.model.Metric;
import io.pinelink.server.Fault;
import io.pinelink.server.FaultRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that a full disk loses nothing. The directory {@code disk} is a file system of 64 KB, which
 * the kernel allows in a mount namespace of its own.
 */
@Tag("slow")
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has mount namespaces")
class FullDiskIT {
  private static final int COUNT = 2_000;

  @RegisterExtension
  private static final TransferServer server = new TransferServer(2, Metric.COSINE);

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    Process allowed = new ProcessBuilder("unshare", "--map-root-user", "--mount", "true").start();
    assumeTrue(allowed.waitFor() == 0, "user namespaces are not allowed");
  }

  /**
   * Runs a script beside the disk. Its command {@code run NAME ARGUMENTS…} runs pinelink, and
   * leaves its exit code and standard error in the files {@code NAME.code} and {@code NAME.err}.
   */
  private void script(String lines) throws Exception {
    String prepared =
        """
        set -eu
        run() {
          name=$1
          shift
          code=0
          "$java" -jar "$jar" "$@" > $name.out 2> $name.err || code=$?
          echo $code > $name.code
        }
        mkdir disk
        mount -t tmpfs -o size=64k none disk
        """;
    ProcessBuilder builder =
        new ProcessBuilder("unshare", "--map-root-user", "--mount", "sh", "-c", prepared + lines)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("script.out").toFile());
    builder.environment().putAll(server.environment());
    builder
        .environment()
        .put("java", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    builder.environment().put("jar", JarProcess.JAR.toAbsolutePath().toString());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(text("script.out")).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private String text(String file) throws IOException {
    return Files.readString(folder.resolve(file)).strip();
  }

  @Test
  void anExportContinuesOnceThereIsSpace() throws Exception {
    server.fill("docs", "en", COUNT);

    script(
        """
        run full export -n docs --namespace en --rows-per-file 500 -q disk/export
        ls disk/export/en > files
        mount -o remount,size=4m disk
        run rest export -n docs --namespace en --rows-per-file 500 -q disk/export --resume
        cp -r disk/export saved
        """);

    assertThat(text("full.code")).isEqualTo("8");
    assertThat(text("full.err"))
        .startsWith("pinelink: ")
        .contains("cannot write disk/export/", "No space left on device")
        .doesNotContain("\n");
    assertThat(text("files").lines()).startsWith("part-00000.jsonl").noneMatch(this::isUnfinished);
    assertThat(text("rest.code")).as(text("rest.err")).isEqualTo("0");
    assertThat(
            server
                .run(
                    "verify", "--from-index-name", "docs", "-q", folder.resolve("saved").toString())
                .out())
        .isEqualTo(COUNT + " equal, 0 missing, 0 extra, 0 different\n");
  }

  private boolean isUnfinished(String file) {
    return file.contains("unfinished");
  }

  @Test
  void failedRowsAndTheCheckpointOfALoadAreThereOnceThereIsSpace() throws Exception {
    Files.writeString(
        folder.resolve("vectors.jsonl"),
        IntStream.range(0, COUNT)
            .mapToObj(
                i -> "{\"id\":\"v" + i + "\",\"values\":[" + (i % 2 == 0 ? i + ",1" : "1") + "]}\n")
            .collect(Collectors.joining()));

    script(
        """
        load="vectors.jsonl -n docs --checkpoint disk/checkpoint --failed disk/failed -q"
        run full upsert $load
        ls disk > files
        mount -o remount,size=4m disk
        run rest upsert $load --resume
        cp disk/failed saved
        ls disk > left
        """);

    assertThat(text("full.code")).isEqualTo("8");
    List<String> lines = text("full.err").lines().toList();
    assertThat(lines.get(lines.size() - 1))
        .startsWith("pinelink: the load ended early, after ")
        .contains("cannot write failed rows to disk/failed", "No space left on device");
    assertThat(text("files").lines()).contains("checkpoint");
    assertThat(text("rest.code")).as(text("rest.err")).isEqualTo("3");
    assertThat(server.ids("docs", "")).hasSize(COUNT / 2);
    assertThat(text("saved").lines().filter(line -> line.startsWith("{\"id\""))).hasSize(COUNT / 2);
    assertThat(text("left").lines()).containsExactly("checkpoint.lock", "failed");
  }

  @Test
  void aCopyWhoseCheckpointCannotBeWrittenEndsAndContinuesOnceThereIsSpace() throws Exception {
    for (String namespace : List.of("a", "b", "c")) {
      server.fill("docs", namespace, COUNT);
    }
    server
        .server()
        .faults()
        .add(
            FaultRule.builder(Fault.delay(Duration.ofSeconds(5)))
                .operations("upsert")
                .times(1)
                .build());

    script(
        """
        copy="--from-index-name docs --to-index-name docs-copy --all-namespaces -q"
        run full copy $copy --checkpoint disk/copy &
        while [ ! -e disk/copy ]; do sleep 0.1; done
        head -c 100000 /dev/zero > disk/other 2> /dev/null || true
        wait
        ls disk > files
        rm disk/other
        run rest copy $copy --checkpoint disk/copy --resume --verify
        ls disk > left
        """);

    assertThat(text("full.code")).as(text("full.err")).isEqualTo("8");
    assertThat(text("full.err"))
        .startsWith("pinelink: checkpoint disk/copy cannot be written: ")
        .contains("No space left on device")
        .doesNotContain("\n");
    assertThat(text("files").lines()).containsExactly("copy", "copy.lock", "other");
    assertThat(text("rest.code")).as(text("rest.err")).isEqualTo("0");
    assertThat(text("left").lines()).containsExactly("copy.lock");
    for (String namespace : List.of("a", "b", "c")) {
      assertThat(server.ids("docs-copy", namespace)).hasSize(COUNT);
    }
  }

  @Test
  void nothingIsSentIfTheCheckpointCannotBeWritten() throws Exception {
    server.fill("docs", "en", COUNT);
    Files.writeString(folder.resolve("vectors.jsonl"), "{\"id\":\"a\",\"values\":[1,1]}\n");

    script(
        """
        head -c 100000 /dev/zero > disk/other 2> /dev/null || true
        run copy copy --from-index-name docs --from-namespace en --to-index-name docs-copy \\
          --checkpoint disk/copy -q
        run import import vectors.jsonl -n docs-copy --checkpoint disk/import -q
        run upsert upsert vectors.jsonl -n docs-copy --checkpoint disk/upsert -q
        """);

    for (String command : List.of("copy", "import", "upsert")) {
      assertThat(text(command + ".code")).as(text(command + ".err")).isEqualTo("8");
      assertThat(text(command + ".err"))
          .startsWith("pinelink: ")
          .contains("disk/" + command, "No space left on device")
          .doesNotContain("\n");
    }
    assertThat(server.ids("docs-copy", "")).isEmpty();
  }
}
