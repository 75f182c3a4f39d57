package io.pinelink.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.DocumentIndex;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.documents.Document;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.error.ServiceException;
import io.pinelink.imports.ErrorMode;
import io.pinelink.imports.ImportDescription;
import io.pinelink.imports.JobStatus;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.model.Metric;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the embedded server imports the written files into document indexes. */
class DocumentImportIT {
  private static final IndexSchema SCHEMA =
      IndexSchema.builder()
          .text("title", FullTextSearch.defaults())
          .denseVector("embedding", 3, Metric.COSINE)
          .sparseVector("words")
          .build();

  @TempDir private Path bucket;

  private EmbeddedPinecone server;
  private Pinelink client;
  private DocumentIndex index;

  @BeforeEach
  void start() {
    server =
        EmbeddedPinecone.builder().bucket("s3://bucket", bucket).importTime(Duration.ZERO).start();
    client = server.clientBuilder().build();
    client
        .controlPlane()
        .createDocumentIndex(
            CreateDocumentIndexRequest.builder(
                    "articles", SCHEMA, IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                .build());
    index = client.documents("articles");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private ImportDescription load(ErrorMode mode) {
    StartImportRequest request =
        StartImportRequest.builder("s3://bucket/articles/").errorMode(mode).build();
    String id = index.imports().start(request).id();
    return index.imports().awaitImport(id, Duration.ofSeconds(30));
  }

  @Test
  void theServiceImportsTheWrittenFiles() {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      Document.Builder document = Document.builder("d" + i).put("title", "größer \"😀\"\n" + i);
      if (i % 2 == 0) {
        document.put("embedding", new float[] {i + 0.1f, 1e-30f, -1});
      }
      if (i % 3 == 0) {
        document.put("words", SparseValues.of(new int[] {i, -1 - i}, new float[] {i + 1, 0.3f}));
      }
      if (i % 5 == 0) {
        document.put("year", 2000 + i).put("draft", true).put("größe", 0.1);
        document.put("tags", List.of("a", "😀"));
      }
      documents.add(document.build());
    }
    try (ImportWriter<Document> writer =
        ImportWriter.documents(
            bucket.resolve("articles"), ImportOptions.builder().fileBytes(64 * 1024).build())) {
      writer.writeAll("en", documents.stream());
      writer.write("", documents.get(0));
    }

    ImportDescription done = load(ErrorMode.ABORT);

    assertThat(done.error()).isEmpty();
    assertThat(done.status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(done.recordsImported()).isEqualTo(501);
    FetchDocumentsRequest all =
        FetchDocumentsRequest.byIds(documents.stream().map(Document::id).toList());
    assertThat(index.namespace("en").fetch(all).items())
        .containsExactlyInAnyOrderElementsOf(documents);
    assertThat(index.fetch(all).items()).containsExactly(documents.get(0));
  }

  @Test
  void documentsOutsideTheSchemaAreNamedByLine() {
    Document other = Document.builder("b").put("embedding", new float[] {1}).build();
    try (ImportWriter<Document> writer = ImportWriter.documents(bucket.resolve("articles"))) {
      writer.write("en", Document.builder("a").put("title", "x").build());
      writer.write("en", other);
    }

    assertThatThrownBy(() -> load(ErrorMode.ABORT))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("en/00000.jsonl: Line 2: Field 'embedding' of document 'b'");
    assertThat(index.namespace("en").fetch(FetchDocumentsRequest.byIds("a", "b")).items())
        .extracting(Document::id)
        .containsExactly("a");
  }

  @Test
  void aDocumentIndexDoesNotAcceptParquet() {
    try (ImportWriter<Vector> writer = ImportWriter.vectors(bucket.resolve("articles"))) {
      writer.write("en", Vector.of("a", new float[] {1, 2, 3}));
    }

    assertThatThrownBy(() -> load(ErrorMode.CONTINUE))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("No JSON Lines files found");
  }
}
