package io.pinelink.cli.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.cli.Run;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.error.ErrorCode;
import io.pinelink.internal.bulk.DurableFile;
import io.pinelink.model.Metric;
import io.pinelink.server.Fault;
import io.pinelink.server.FaultRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    completeManifest();
  }

  /** Writes the rows and digests of the files as they are into the manifest. */
  private void completeManifest() throws IOException {
    ExportManifest manifest = ExportManifest.read(folder.resolve("export"));
    for (ExportManifest.Namespace namespace : manifest.namespaces) {
      for (ExportManifest.Part part : List.copyOf(namespace.parts)) {
        Path file = manifest.path(namespace, part);
        namespace.parts.set(
            namespace.parts.indexOf(part),
            new ExportManifest.Part(
                part.file(), Files.readAllLines(file).size(), FileDigest.of(file)));
      }
    }
    manifest.save();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "jsonl.gz", "parquet"})
  void aPartThatWasCutIsRefusedAndNothingIsLoaded(String format) throws Exception {
    server.fill("docs", "en", 250);
    String[] export = {"export", "-n", "docs", "--namespace", "en", "--format", format, "-q"};
    assertThat(server.run(export, "--rows-per-file", "100", path("export")).exitCode()).isZero();
    Path part = folder.resolve("export/en/part-00001." + format);
    byte[] content = Files.readAllBytes(part);
    int line = format.equals("jsonl") ? new String(content, UTF_8).indexOf("\n", 2_000) + 1 : 100;

    for (byte[] changed :
        List.of(Arrays.copyOf(content, line), new byte[0], Arrays.copyOf(content, line + 7))) {
      Files.write(part, changed);
      for (String[] command :
          new String[][] {
            {"import", "-n", "docs-copy", "-q", path("export")},
            {"verify", "--from-index-name", "docs", "-q", path("export")}
          }) {
        Run run = server.run(command);
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.err())
            .contains(part + " is incomplete or was changed since the export of its 100 rows");
      }
    }
    Files.delete(part);
    assertThat(server.run("import", "-n", "docs-copy", "-q", path("export")).err())
        .isEqualTo(
            "pinelink: the export in '" + path("export") + "' lacks its file " + part + "\n");
    assertThat(server.ids("docs-copy", "en")).isEmpty();
  }

  @Test
  void anotherNumberOfRowsThanInTheManifestIsAFailure() throws Exception {
    server.fill("docs", "en", 50);
    assertThat(
            server
                .run("export", "-n", "docs", "--namespace", "en", "-q", path("export"))
                .exitCode())
        .isZero();
    Path manifest = folder.resolve("export/manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("\"rows\": 50", "\"rows\": 60"));

    for (String[] command :
        new String[][] {
          {"import", "-n", "docs-copy", "-q", path("export")},
          {"verify", "--from-index-name", "docs", "-q", path("export")}
        }) {
      Run run = server.run(command);
      assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
      assertThat(run.err()).contains("part-00000.jsonl has 50 rows, and 60 according to manifest");
    }
    Files.writeString(
        manifest, Files.readString(manifest).replaceFirst("\"rows\": 60", "\"rows\": 50"));
    assertThat(server.run("import", "-n", "docs-copy", "-q", path("export")).err())
        .contains("namespace 'en' has 50 rows, but its files have 60");
  }

  @Test
  void theCheckpointOfAnotherExportInTheSameDirectoryIsRefused() throws Exception {
    export();
    refuseTheUpsertAfter(1);
    String[] load = {
      "import", "-n", "docs-copy", "-q", "--checkpoint", path("load"), path("export")
    };
    assertThat(server.run(load).exitCode()).isEqualTo(5);
    Path part = folder.resolve("export/en/part-00000.jsonl");
    Files.writeString(part, "{\"id\":\"new\",\"values\":[1,2]}\n");
    completeManifest();

    Run run = server.run(load, "--resume");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("does not belong to the import of " + path("export"));
  }

  @Test
  void aCheckpointThatWasCutIsRefused() throws Exception {
    export();
    refuseTheUpsertAfter(1);
    String[] load = {
      "import", "-n", "docs-copy", "-q", "--checkpoint", path("load"), path("export")
    };
    assertThat(server.run(load).exitCode()).isEqualTo(5);
    Path checkpoint = folder.resolve("load");
    String complete = Files.readString(checkpoint);

    for (int length = 0; length < complete.length(); length++) {
      Files.writeString(checkpoint, complete.substring(0, length));
      assertThatThrownBy(() -> ImportCheckpoint.open(Optional.of(checkpoint), "export"))
          .isInstanceOf(FailedCommand.class)
          .hasMessageContaining("is not the checkpoint of an import");
    }
    Run run = server.run(load, "--resume");
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
    assertThat(run.err()).contains("is not the checkpoint of an import");
  }

  private static void refuseTheUpsertAfter(int calls) {
    server
        .server()
        .faults()
        .add(
            FaultRule.builder(Fault.refuse(ErrorCode.PERMISSION_DENIED, "not any more"))
                .operations("upsert")
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
    completeManifest();
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
    String other = path("other");
    DurableFile.replaceChecked(folder.resolve("other"), "import of x\n1\n");

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
                .operations("upsert", "query")
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
