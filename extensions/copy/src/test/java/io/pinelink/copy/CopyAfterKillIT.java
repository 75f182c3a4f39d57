package io.pinelink.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.documents.Document;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.testsupport.Indexes;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that a copy whose process is killed five times at arbitrary points leaves out nothing. A
 * large one has {@code -Dpinelink.copied=1000000 -Dpinelink.copied.dimension=384}; {@code
 * -Dpinelink.seed=…} repeats the points.
 */
@Tag("slow")
class CopyAfterKillIT {
  private static final int KILLS = 5;
  private static final int COUNT = Integer.getInteger("pinelink.copied", 12_000);
  private static final int DIMENSION = Integer.getInteger("pinelink.copied.dimension", 8);
  private static final long SEED = Long.getLong("pinelink.seed", System.nanoTime());

  private static float[] values(int i) {
    SplittableRandom random = new SplittableRandom(i);
    float[] values = new float[DIMENSION];
    for (int d = 0; d < values.length; d++) {
      values[d] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  @Test
  void aCopyOfVectorsThatIsKilledLeavesOutNothing(@TempDir Path folder) throws Exception {
    try (EmbeddedPinecone here = EmbeddedPinecone.start();
        EmbeddedPinecone there = EmbeddedPinecone.start();
        Pinelink from = here.clientBuilder().build();
        Pinelink to = there.clientBuilder().build()) {
      from.controlPlane().createIndex(CreateIndexRequest.dense("docs", DIMENSION, Indexes.REGION));
      to.controlPlane().createIndex(CreateIndexRequest.dense("copy", DIMENSION, Indexes.REGION));
      Stream<Vector> vectors =
          IntStream.range(0, COUNT)
              .mapToObj(i -> Vector.of("v" + i, values(i), Metadata.of("number", i)));
      var unused = from.index("docs").bulkUpsert(BulkSource.of(vectors), BulkOptions.defaults());

      copyWithKills(here, there, false, folder);

      check(
          NamespaceComparison.of(from.index("docs"), to.index("copy"))
              .run(ComparisonOptions.defaults()));
    }
  }

  @Test
  void aCopyOfSparseVectorsThatIsKilledLeavesOutNothing(@TempDir Path folder) throws Exception {
    try (EmbeddedPinecone here = EmbeddedPinecone.start();
        EmbeddedPinecone there = EmbeddedPinecone.start();
        Pinelink from = here.clientBuilder().build();
        Pinelink to = there.clientBuilder().build()) {
      from.controlPlane().createIndex(CreateIndexRequest.sparse("docs", Indexes.REGION));
      to.controlPlane().createIndex(CreateIndexRequest.sparse("copy", Indexes.REGION));
      Stream<Vector> vectors =
          IntStream.range(0, COUNT)
              .mapToObj(
                  i ->
                      Vector.builder("v" + i)
                          .sparseValues(SparseValues.of(new int[] {i, ~i}, new float[] {i + 1, 2}))
                          .metadata(Metadata.of("number", i))
                          .build());
      var unused = from.index("docs").bulkUpsert(BulkSource.of(vectors), BulkOptions.defaults());

      copyWithKills(here, there, false, folder);

      check(
          NamespaceComparison.of(from.index("docs"), to.index("copy"))
              .run(ComparisonOptions.defaults()));
    }
  }

  @Test
  void aCopyOfDocumentsThatIsKilledLeavesOutNothing(@TempDir Path folder) throws Exception {
    IndexSchema schema =
        IndexSchema.builder()
            .text("title", FullTextSearch.defaults())
            .denseVector("embedding", DIMENSION, Metric.COSINE)
            .build();
    try (EmbeddedPinecone here = EmbeddedPinecone.start();
        EmbeddedPinecone there = EmbeddedPinecone.start();
        Pinelink from = here.clientBuilder().build();
        Pinelink to = there.clientBuilder().build()) {
      from.controlPlane()
          .createDocumentIndex(
              CreateDocumentIndexRequest.builder("docs", schema, Indexes.REGION).build());
      to.controlPlane()
          .createDocumentIndex(
              CreateDocumentIndexRequest.builder("copy", schema, Indexes.REGION).build());
      Stream<Document> documents =
          IntStream.range(0, COUNT)
              .mapToObj(
                  i ->
                      Document.builder("d" + i)
                          .put("title", "tide " + i % 97)
                          .put("embedding", values(i))
                          .put("number", i)
                          .build());
      var unused =
          from.documents("docs").bulkUpsert(BulkSource.of(documents), BulkOptions.defaults());

      copyWithKills(here, there, true, folder);

      check(
          NamespaceComparison.of(from.documents("docs"), to.documents("copy"))
              .run(ComparisonOptions.defaults()));
    }
  }

  private static void check(ComparisonReport report) {
    assertThat(report.differences()).as("seed " + SEED).isEmpty();
    assertThat(report.equal()).as("seed " + SEED).isEqualTo(COUNT);
  }

  private static void copyWithKills(
      EmbeddedPinecone here, EmbeddedPinecone there, boolean documents, Path folder)
      throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    long started = System.nanoTime();
    for (int kill = 0; kill < KILLS; kill++) {
      try (CopyingProcess copy =
          new CopyingProcess(here, there, Protocol.GRPC, documents, folder)) {
        // A kill repeats what was not in the checkpoint, so that a sixth is never reached too soon.
        assertThat(copy.killAfter(random.nextInt(COUNT / (KILLS + 1)))).as("seed " + SEED).isTrue();
      }
    }
    try (CopyingProcess copy = new CopyingProcess(here, there, Protocol.GRPC, documents, folder)) {
      long[] result = copy.result();
      assertThat(result[0] + result[1]).as("seed " + SEED).isGreaterThanOrEqualTo(COUNT);
      assertThat(result[0]).as("seed " + SEED).isPositive();
      assertThat(CopyingProcess.checkpoint(folder)).doesNotExist();
      System.out.printf(
          "copied %,d %s of %d values with %d kills in %.0f s; the last run copied %,d%n",
          COUNT,
          documents ? "documents" : "vectors",
          DIMENSION,
          KILLS,
          (System.nanoTime() - started) / 1e9,
          result[1]);
    }
  }
}
