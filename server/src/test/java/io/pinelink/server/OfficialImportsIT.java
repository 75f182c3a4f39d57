package io.pinelink.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinecone.clients.AsyncIndex;
import io.pinecone.clients.Pinecone;
import io.pinelink.testsupport.ParquetWriting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openapitools.db_data.client.ApiException;
import org.openapitools.db_data.client.model.ImportModel;
import org.openapitools.db_data.client.model.ListImportsResponse;

/** Tests bulk imports with the official Java client; only its async index supports them. */
class OfficialImportsIT {
  private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");
  private static final String URI = "s3://bucket/vectors/";

  @TempDir private Path folder;

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private EmbeddedPinecone server;
  private AsyncIndex index;

  @BeforeEach
  void start() {
    server =
        EmbeddedPinecone.builder()
            .localMode()
            .bucket("s3://bucket", folder)
            .importTime(Duration.ofMinutes(1))
            .clock(now::get)
            .start();
    ParquetWriting.write(
        folder.resolve("vectors/en/0.parquet"),
        ParquetWriting.dense("a", "{\"page\":1}", 1, 0),
        ParquetWriting.dense("b", "", 0, 1));
    Pinecone pinecone = OfficialClients.of(server);
    String name = OfficialClients.unique(server, "imports");
    pinecone.createServerlessIndex(name, "cosine", 2, "aws", "us-east-1", "disabled", null);
    index = pinecone.getAsyncIndexConnection(name);
  }

  @AfterEach
  void stop() {
    index.close();
    server.close();
  }

  private void pass(Duration time) {
    now.set(now.get().plus(time));
  }

  @Test
  void importedRecordsAreRead() throws Exception {
    String id = index.startImport(URI, null, "abort").getId();
    assertThat(index.describeImport(id).getStatus()).isEqualTo("Pending");
    pass(Duration.ofSeconds(30));
    ImportModel half = index.describeImport(id);
    assertThat(half.getStatus()).isEqualTo("InProgress");
    assertThat(half.getPercentComplete()).isEqualTo(50);

    pass(Duration.ofSeconds(30));
    ImportModel done = index.describeImport(id);
    assertThat(done.getStatus()).isEqualTo("Completed");
    assertThat(done.getUri()).isEqualTo(URI);
    assertThat(done.getRecordsImported()).isEqualTo(2);
    assertThat(done.getCreatedAt()).isEqualTo(START.atOffset(ZoneOffset.UTC));
    assertThat(done.getFinishedAt()).isEqualTo(START.plusSeconds(60).atOffset(ZoneOffset.UTC));
    assertThat(index.fetch(List.of("a", "b"), "en").get().getVectorsMap())
        .containsOnlyKeys("a", "b");
  }

  @Test
  void aFailedImportReportsTheReason() throws ApiException {
    ParquetWriting.write(folder.resolve("bad/en/0.parquet"), ParquetWriting.dense("c", "", 1));
    String id = index.startImport("s3://bucket/bad/", null, "abort").getId();
    pass(Duration.ofMinutes(1));

    ImportModel failed = index.describeImport(id);
    assertThat(failed.getStatus()).isEqualTo("Failed");
    assertThat(failed.getError()).contains("Vector dimension 1 does not match");
  }

  @Test
  void importsAreListedInPages() throws ApiException {
    for (int i = 0; i < 3; i++) {
      index.startImport(URI, null, "continue");
    }

    ListImportsResponse first = index.listImports(2);
    assertThat(first.getData()).extracting(ImportModel::getId).containsExactly("1", "2");
    String next = requireNonNull(first.getPagination()).getNext();
    ListImportsResponse second = index.listImports(2, next);
    assertThat(second.getData()).extracting(ImportModel::getId).containsExactly("3");
    assertThat(second.getPagination()).isNull();
    assertThat(index.listImports().getData()).hasSize(3);
  }

  @Test
  void anImportIsCancelled() throws ApiException {
    String id = index.startImport(URI, null, "abort").getId();

    index.cancelImport(id);

    assertThat(index.describeImport(id).getStatus()).isEqualTo("Cancelled");
  }

  @Test
  void anUnknownImportIsNotFound() {
    assertThatThrownBy(() -> index.describeImport("7"))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.getCode()).isEqualTo(404));
  }
}
