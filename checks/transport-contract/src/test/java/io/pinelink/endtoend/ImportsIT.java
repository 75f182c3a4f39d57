package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Imports;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.ServiceException;
import io.pinelink.imports.ErrorMode;
import io.pinelink.imports.ImportDescription;
import io.pinelink.imports.JobStatus;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metric;
import io.pinelink.model.PageRequest;
import io.pinelink.model.Vector;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import io.pinelink.testsupport.Indexes;
import io.pinelink.testsupport.ParquetWriting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests bulk imports through the public API. */
class ImportsIT {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final StartImportRequest ALL = StartImportRequest.from("s3://bucket/vectors/");

  @TempDir private Path folder;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-25T10:00:00Z"));
  private EmbeddedPinecone server;
  private Pinelink client;
  private Index docs;
  private Imports imports;

  @BeforeEach
  void start() {
    server =
        EmbeddedPinecone.builder()
            .bucket("s3://bucket", folder)
            .importTime(Duration.ofMinutes(1))
            .clock(() -> now.get())
            .start();
    client = server.clientBuilder().build();
    docs = Indexes.create(client, "docs", Metric.COSINE);
    imports = docs.imports();
    ParquetWriting.write(
        folder.resolve("vectors/en/0.parquet"),
        ParquetWriting.dense("a", "{\"page\":1}", 1, 0),
        ParquetWriting.dense("b", "", 0, 1));
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private void pass(Duration time) {
    now.set(now.get().plus(time));
  }

  @Test
  void importedRecordsAreRead() {
    String id = imports.start(ALL).id();
    assertThat(imports.describe(id).status()).isEqualTo(JobStatus.PENDING);
    pass(Duration.ofSeconds(30));
    assertThat(imports.describe(id).percentComplete()).isEqualTo(50);
    pass(Duration.ofSeconds(30));

    ImportDescription done = imports.awaitImport(id, LONG);

    assertThat(done.status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(done.recordsImported()).isEqualTo(2);
    assertThat(done.createdAt()).contains(Instant.parse("2026-11-25T10:00:00Z"));
    assertThat(done.finishedAt()).contains(Instant.parse("2026-11-25T10:01:00Z"));
    Vector a =
        Objects.requireNonNull(
            docs.namespace("en").fetch(FetchRequest.byIds("a", "b")).vectors().get("a"));
    assertThat(a.values()).containsExactly(1, 0);
  }

  @Test
  void dataCallsSeeAnImportThatWasNotDescribed() {
    imports.start(ALL);
    pass(Duration.ofMinutes(1));

    assertThat(docs.namespace("en").fetch(FetchRequest.byIds("a", "b")).vectors()).hasSize(2);
  }

  @Test
  void theErrorOfAnImportEndsTheWait() {
    ParquetWriting.write(
        folder.resolve("vectors/en/1.parquet"), ParquetWriting.dense("bad", "", 1));
    String id = imports.start(ALL).id();
    pass(Duration.ofMinutes(1));

    assertThatThrownBy(() -> imports.awaitImport(id, LONG))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.FAILED_PRECONDITION))
        .hasMessageContaining("en/1.parquet: Vector dimension 1 does not match");
  }

  @Test
  void invalidRecordsCanBeLeftOut() {
    ParquetWriting.write(
        folder.resolve("vectors/en/1.parquet"), ParquetWriting.dense("bad", "", 1));
    String id =
        imports
            .start(
                StartImportRequest.builder("s3://bucket/vectors/")
                    .errorMode(ErrorMode.CONTINUE)
                    .build())
            .id();
    pass(Duration.ofMinutes(1));

    assertThat(imports.awaitImport(id, LONG).recordsImported()).isEqualTo(2);
  }

  @Test
  void anImportCanBeCancelled() {
    String id = imports.start(ALL).id();

    imports.cancel(id);

    assertThat(imports.describe(id).status()).isEqualTo(JobStatus.CANCELLED);
    assertThatThrownBy(() -> imports.awaitImport(id, LONG)).hasMessageContaining("is Cancelled");
  }

  @Test
  void cancellingAWaitDoesNotCancelTheImport() {
    String id = imports.start(ALL).id();
    CompletableFuture<ImportDescription> wait = docs.async().imports().awaitImport(id, LONG);

    wait.cancel(true);

    pass(Duration.ofMinutes(1));
    assertThat(wait).isCancelled();
    assertThat(imports.describe(id).status()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void allImportsAreListed() {
    imports.start(ALL);
    imports.start(ALL);
    imports.start(ALL);

    assertThat(imports.listAll(PageRequest.builder().limit(2).build()))
        .extracting(ImportDescription::id)
        .containsExactly("1", "2", "3");
  }

  @Test
  void refusalsReportTheReason() {
    assertThatThrownBy(() -> imports.describe("7")).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> imports.start(StartImportRequest.from("ftp://b/")))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
  }

  @Test
  void importsUseTheRouteOfTheIndex() {
    server.clearRequests();
    Index inPrivate = client.indexAt("docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io");

    inPrivate.imports().start(ALL);

    assertThat(server.requests())
        .extracting(RecordedRequest::listener)
        .containsExactly(Listener.PRIVATE_DATA);
  }
}
