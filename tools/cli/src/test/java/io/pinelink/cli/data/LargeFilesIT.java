package io.pinelink.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.Pinelink;
import io.pinelink.cli.JarProcess;
import io.pinelink.cli.Run;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.files.ImportOptions;
import io.pinelink.files.ImportWriter;
import io.pinelink.files.data.DataWriter;
import io.pinelink.model.Metadata;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.server.WriteCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the jar loads files that are larger than its heap, and continues a killed load. */
@Tag("slow")
class LargeFilesIT {
  private static final int DIMENSION = 1_536;
  private static final long HEAP_BYTES = 256L * 1024 * 1024;
  private static final int ROWS_OF_TEXT = 17_000;
  private static final int ROWS_OF_PARQUET = 46_000;

  @TempDir Path folder;

  private final EmbeddedPinecone server =
      EmbeddedPinecone.builder().localMode().countingOnly().start();

  @BeforeEach
  void createIndex() {
    try (Pinelink client = server.clientBuilder().build()) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.dense(
                  "docs", DIMENSION, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private JarProcess upsert(String... args) {
    String[] all = new String[args.length + 4];
    all[0] = "upsert";
    System.arraycopy(args, 0, all, 1, args.length);
    all[args.length + 1] = "--index-name";
    all[args.length + 2] = "docs";
    all[args.length + 3] = "--json";
    return new JarProcess(
        List.of("-Xmx256m"),
        Map.of(
            "PINECONE_API_KEY",
            EmbeddedPinecone.API_KEY,
            "PINELINK_CONTROL_PLANE",
            "http://localhost:" + server.address(Listener.CONTROL).getPort()),
        all);
  }

  private static Vector vector(int i, SplittableRandom random) {
    float[] values = new float[DIMENSION];
    for (int k = 0; k < DIMENSION; k++) {
      values[k] = (float) random.nextDouble(-1, 1);
    }
    return Vector.of("id-" + i, values, Metadata.of("row", i));
  }

  private Path text(String name) {
    Path file = folder.resolve(name);
    SplittableRandom random = new SplittableRandom(1);
    try (DataWriter<Vector> writer = DataWriter.vectors(file)) {
      for (int i = 0; i < ROWS_OF_TEXT; i++) {
        writer.write(vector(i, random));
      }
    }
    return file;
  }

  private long written() {
    WriteCounts counts = server.project().writeCounts("docs").get("");
    return counts == null ? 0 : counts.distinct();
  }

  private void assertLoads(Path file, int rows) throws IOException {
    assertThat(Files.size(file)).isGreaterThan(HEAP_BYTES);
    try (JarProcess process = upsert(file.toString())) {
      Run run = process.end();
      assertThat(run.exitCode()).as(run.toString()).isZero();
      assertThat(ExampleIndexes.json(run).get("accepted").asInt()).isEqualTo(rows);
    }
    assertThat(written()).isEqualTo(rows);
  }

  @Test
  void aHeapOf256MegabytesLoadsLargerJsonLines() throws IOException {
    assertLoads(text("v.jsonl"), ROWS_OF_TEXT);
  }

  @Test
  void aHeapOf256MegabytesLoadsLargerCsv() throws IOException {
    assertLoads(text("v.csv"), ROWS_OF_TEXT);
  }

  @Test
  void aHeapOf256MegabytesLoadsALargerRowGroupOfParquet() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    Path imported = folder.resolve("imported");
    try (ImportWriter<Vector> writer =
        ImportWriter.vectors(imported, ImportOptions.builder().rowGroupBytes(1 << 30).build())) {
      for (int i = 0; i < ROWS_OF_PARQUET; i++) {
        writer.write("en", vector(i, random));
      }
    }
    assertLoads(imported.resolve("en").resolve("00000.parquet"), ROWS_OF_PARQUET);
  }

  /** Waits until the checkpoint is written or replaced. */
  private static void awaitCheckpoint(WatchService changes, JarProcess process)
      throws InterruptedException {
    boolean isWritten = false;
    while (!isWritten) {
      WatchKey change = changes.poll(60, TimeUnit.SECONDS);
      assertThat(change).as("a checkpoint within 60 s: %s", process.err()).isNotNull();
      isWritten =
          change.pollEvents().stream()
              .anyMatch(event -> String.valueOf(event.context()).equals("load.checkpoint"));
      change.reset();
    }
  }

  @Test
  void aKilledLoadContinuesFromItsCheckpoint() throws Exception {
    String file = text("v.jsonl").toString();
    Path progress = Files.createDirectory(folder.resolve("progress"));
    String checkpoint = progress.resolve("load.checkpoint").toString();
    try (WatchService changes = progress.getFileSystem().newWatchService()) {
      progress.register(changes, StandardWatchEventKinds.ENTRY_CREATE);
      try (JarProcess process = upsert(file, "--checkpoint", checkpoint)) {
        awaitCheckpoint(changes, process);
        while (written() < ROWS_OF_TEXT / 10) {
          awaitCheckpoint(changes, process);
        }
        // This one was written after the rows above were accepted.
        awaitCheckpoint(changes, process);
      }
    }
    try (JarProcess refused = upsert(file, "--checkpoint", checkpoint)) {
      assertThat(refused.end().exitCode()).isEqualTo(2);
    }
    try (JarProcess process = upsert(file, "--checkpoint", checkpoint, "--resume")) {
      Run run = process.end();
      assertThat(run.exitCode()).as(run.toString()).isZero();
      JsonNode facts = ExampleIndexes.json(run);
      assertThat(facts.get("skipped").asInt()).isPositive();
      assertThat(facts.get("skipped").asInt() + facts.get("accepted").asInt())
          .isEqualTo(ROWS_OF_TEXT);
    }
    assertThat(written()).isEqualTo(ROWS_OF_TEXT);
    assertThat(Path.of(checkpoint)).doesNotExist();
  }
}
