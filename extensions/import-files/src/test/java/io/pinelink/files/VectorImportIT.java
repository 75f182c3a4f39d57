package io.pinelink.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.imports.ImportDescription;
import io.pinelink.imports.JobStatus;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that the embedded server imports the written files. */
class VectorImportIT {
  private static final IndexSpec.Serverless SPEC = IndexSpec.serverless(Cloud.AWS, "us-east-1");

  @TempDir private Path bucket;

  private ImportDescription load(Index index) {
    String id = index.imports().start(StartImportRequest.from("s3://bucket/words/")).id();
    return index.imports().awaitImport(id, Duration.ofSeconds(30));
  }

  private EmbeddedPinecone server() {
    return EmbeddedPinecone.builder()
        .bucket("s3://bucket", bucket)
        .importTime(Duration.ZERO)
        .start();
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(ParquetCompression.class)
  void theServiceImportsTheWrittenFiles(ParquetCompression compression) {
    List<Vector> vectors = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      Vector.Builder vector = Vector.builder("v" + i).values(i + 1, 0.5f, -1);
      if (i % 3 == 0) {
        vector.sparseValues(SparseValues.of(new int[] {i, -1 - i}, new float[] {i + 1, 2}));
      }
      if (i % 2 == 0) {
        vector.metadata(Metadata.builder().put("größe", i).put("tags", List.of("a", "😀")).build());
      }
      vectors.add(vector.build());
    }
    ImportOptions options =
        ImportOptions.builder().compression(compression).rowGroupBytes(64 * 1024).build();
    try (ImportWriter<Vector> writer = ImportWriter.vectors(bucket.resolve("words"), options)) {
      writer.writeAll("en", vectors.stream());
      writer.write("", vectors.get(0));
    }

    try (EmbeddedPinecone server = server();
        Pinelink client = server.clientBuilder().build()) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.builder("words", SPEC)
                  .dimension(3)
                  .metric(Metric.DOT_PRODUCT)
                  .build());
      Index index = client.index("words");

      ImportDescription done = load(index);

      assertThat(done.error()).isEmpty();
      assertThat(done.status()).isEqualTo(JobStatus.COMPLETED);
      assertThat(done.recordsImported()).isEqualTo(501);
      Map<String, Vector> expected = new HashMap<>();
      vectors.forEach(vector -> expected.put(vector.id(), vector));
      FetchRequest all = FetchRequest.byIds(expected.keySet());
      assertThat(index.namespace("en").fetch(all).vectors()).isEqualTo(expected);
      assertThat(index.fetch(FetchRequest.byIds("v0")).vectors()).containsOnlyKeys("v0");
    }
  }

  @Test
  void anIndexOfSparseVectorsIsFilledToo() {
    Vector vector =
        Vector.builder("a")
            .sparseValues(SparseValues.of(new long[] {4_294_967_295L}, new float[] {2}))
            .build();
    try (ImportWriter<Vector> writer = ImportWriter.vectors(bucket.resolve("words"))) {
      writer.write("en", vector);
    }

    try (EmbeddedPinecone server = server();
        Pinelink client = server.clientBuilder().build()) {
      client.controlPlane().createIndex(CreateIndexRequest.sparse("words", SPEC));
      Index index = client.index("words");

      assertThat(load(index).status()).isEqualTo(JobStatus.COMPLETED);
      assertThat(index.namespace("en").fetch(FetchRequest.byIds("a")).vectors())
          .containsEntry("a", vector);
    }
  }
}
