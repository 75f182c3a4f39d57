package io.pinelink.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.cli.Run;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.Metric;
import io.pinelink.server.Fault;
import io.pinelink.server.FaultRule;
import io.pinelink.spi.DataOperations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tests what becomes of rows that cannot be imported, and of imports that continue. */
class ImportCommandTest {
  private static final String BROKEN = "{\"id\":\"broken-";

  @RegisterExtension
  private static final TransferServer server = new TransferServer(2, Metric.COSINE);

  @TempDir private Path folder;

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  /** Exports 250 vectors into three files, each with a row of a wrong dimension at its end. */
  private void export() throws IOException {
    server.fill("docs", "en", 250);
    String[] export = {"export", "-n", "docs", "--namespace", "en", "-q", path("export")};
    assertThat(server.run(export, "--rows-per-file", "100").exitCode()).isZero();
    for (int i = 0; i < 3; i++) {
      Path part = folder.resolve("export/en/part-0000" + i + ".jsonl");
      Files.writeString(part, Files.readString(part) + BROKEN + i + "\",\"values\":[1]}\n");
    }
  }

  private static void refuseTheUpsertAfter(int calls) {
    server
        .server()
        .faults()
        .add(
            FaultRule.builder(Fault.refuse(ErrorCode.PERMISSION_DENIED, "not any more"))
                .operations(DataOperations.UPSERT)
                .after(calls)
                .times(1)
                .build());
  }

  @Test
  void rowsThatTheServiceRefusesAreKeptWithThoseThatCannotBeRead() throws Exception {
    String file =
        Files.writeString(
                folder.resolve("v.jsonl"),
                """
                {"id":"a","values":[1,1]}
                {"id":"zero","values":[0,0]}
                {"id":"short","values":[1]}
                {"id":"b","values":[1,2]}
                """)
            .toString();

    Run run = server.run("import", "-n", "docs-copy", "--failed", path("failed.jsonl"), "-q", file);

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
    assertThat(run.out()).contains("__default__       2       2");
    assertThat(server.ids("docs-copy", "")).containsExactly("a", "b");
    assertThat(Files.readString(folder.resolve("failed.jsonl")))
        .contains("\"line\":2", "{\"id\":\"zero\",\"values\":[0.0,0.0]}\n")
        .contains("\"line\":3", "{\"id\":\"short\",\"values\":[1]}\n");
  }

  @Test
  void aResumedImportKeepsTheFailedRowsOfTheFilesBefore() throws Exception {
    export();
    refuseTheUpsertAfter(1);
    String[] load = {
      "import",
      "-n",
      "docs-copy",
      "-q",
      "--checkpoint",
      path("load"),
      "--failed",
      path("failed"),
      path("export")
    };

    Run stopped = server.run(load);
    assertThat(stopped.exitCode()).as(stopped.toString()).isEqualTo(5);
    Run rest = server.run(load, "--resume");

    assertThat(rest.exitCode()).as(rest.toString()).isEqualTo(3);
    assertThat(server.ids("docs-copy", "en")).isEqualTo(server.ids("docs", "en"));
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("export", "failed", "load.lock");
    assertThat(
            Files.readAllLines(folder.resolve("failed")).stream().filter(l -> l.startsWith(BROKEN)))
        .containsExactly(
            BROKEN + "0\",\"values\":[1]}",
            BROKEN + "1\",\"values\":[1]}",
            BROKEN + "2\",\"values\":[1]}");
  }

  @Test
  void aResumedImportExitsWithThreeIfRowsFailedBefore() throws Exception {
    export();
    Path last = folder.resolve("export/en/part-00002.jsonl");
    String rows = Files.readString(last);
    Files.writeString(last, rows.substring(0, rows.indexOf(BROKEN)));
    refuseTheUpsertAfter(2);
    String[] load = {
      "import", "-n", "docs-copy", "-q", "--checkpoint", path("load"), path("export")
    };

    assertThat(server.run(load).exitCode()).isEqualTo(5);
    assertThat(server.run(load, "--resume").exitCode()).isEqualTo(3);
    assertThat(server.ids("docs-copy", "en")).isEqualTo(server.ids("docs", "en"));
  }

  @Test
  void aCheckpointOfAnotherImportIsRefused() throws Exception {
    export();
    String other = Files.writeString(folder.resolve("other"), "import of x\n1\n").toString();

    Run run =
        server.run(
            "import", "-n", "docs-copy", "--checkpoint", other, "--resume", "-q", path("export"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("checkpoint " + other + " does not belong to the import of " + path("export"))
        .containsOnlyOnce("\n");
    assertThat(server.ids("docs-copy", "en")).isEmpty();
  }

  @Test
  void aBrokenManifestIsNamed() throws Exception {
    export();
    Path manifest = folder.resolve("export/manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("\"en\"", "\"../en\""));

    Run run = server.run("import", "-n", "docs-copy", "-q", path("export"));
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
    assertThat(run.err())
        .contains("is not the manifest of an export: namespace '../en' has the folder '../en'");
    Files.writeString(manifest, "{");
    assertThat(server.run("import", "-n", "docs-copy", "-q", path("export")).err())
        .contains("manifest.json is not the manifest of an export: ")
        .containsOnlyOnce("\n");
  }

  @Test
  void throttlingThatIsTooLongToWaitForExitsWithSeven() throws Exception {
    export();
    server
        .server()
        .faults()
        .add(
            FaultRule.builder(
                    Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow down", Duration.ofHours(1)))
                .operations(DataOperations.UPSERT, DataOperations.QUERY)
                .build());

    Run load = server.run("import", "-n", "docs-copy", "-q", path("export"));
    assertThat(load.exitCode()).as(load.toString()).isEqualTo(7);
    assertThat(load.err()).contains("the load ended early, after 0 vectors").contains("slow down");
    Run copy =
        server.run(
            "copy",
            "--from-index-name",
            "docs",
            "--from-namespace",
            "en",
            "--to-index-name",
            "docs-copy",
            "-q");
    assertThat(copy.exitCode()).as(copy.toString()).isEqualTo(7);
    Run query = server.run("query", "-n", "docs", "--id", "v1");
    assertThat(query.exitCode()).as(query.toString()).isEqualTo(7);
    assertThat(query.err()).startsWith("pinelink: ").containsOnlyOnce("\n");
  }

  @Test
  void anEmptyNamespaceIsRefused() throws Exception {
    export();

    for (String[] args :
        new String[][] {
          {"import", "-n", "docs-copy", "--namespace", "", path("export")},
          {"export", "-n", "docs", "--namespace", " ", path("other")},
          {"query", "-n", "docs", "--namespace", "", "--id", "a"}
        }) {
      Run run = server.run(args);
      assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
      assertThat(run.err()).startsWith("pinelink: --namespace is empty");
    }
    Run mirror =
        server.run(
            "copy",
            "--from-index-name",
            "docs",
            "--from-namespace",
            "en",
            "--to-index-name",
            "docs-copy",
            "--to-namespace",
            "",
            "--mirror",
            "--yes");
    assertThat(mirror.exitCode()).isEqualTo(2);
    assertThat(mirror.err()).startsWith("pinelink: --to-namespace is empty");
  }
}
