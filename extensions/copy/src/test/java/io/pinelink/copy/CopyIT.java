package io.pinelink.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.documents.Document;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.FaultRule;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Operation;
import io.pinelink.testsupport.Indexes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests copies and comparisons of namespaces between two servers, with failures. */
@Tag("slow")
class CopyIT {
  private static final int COUNT = 3_000;
  private static final Fault GOOD = Fault.delay(Duration.ZERO);
  private static final Fault SLOW = Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow down");
  private static final Fault BAD = Fault.refuse(ErrorCode.UNAVAILABLE, "not now");

  private EmbeddedPinecone here;
  private EmbeddedPinecone there;
  private Pinelink from;
  private Pinelink to;
  private Index source;
  private Index target;

  @BeforeEach
  void start() {
    here = EmbeddedPinecone.start();
    there = EmbeddedPinecone.start();
    open(Protocol.GRPC);
  }

  @AfterEach
  void stop() {
    from.close();
    to.close();
    here.close();
    there.close();
  }

  private void open(Protocol protocol) {
    from = here.clientBuilder().protocols(protocol, Protocol.REST).build();
    to = there.clientBuilder().protocols(protocol, Protocol.REST).build();
    source = Indexes.create(from, "docs", Metric.DOT_PRODUCT);
    target = Indexes.create(to, "copy", Metric.DOT_PRODUCT);
  }

  private static Vector vector(int i) {
    Metadata metadata =
        Metadata.builder()
            .put("text", "entry " + i)
            .put("number", i / 7.0)
            .put("even", i % 2 == 0)
            .put("tags", List.of("a" + i, ""))
            .build();
    Vector.Builder vector = Vector.builder("v" + i).values(i, 1f / (i + 1)).metadata(metadata);
    return i % 3 == 0
        ? vector.sparseValues(SparseValues.of(new int[] {i, i + 9}, new float[] {1, 2})).build()
        : vector.build();
  }

  private static void fill(Index index, int count) {
    BulkReport report =
        index.bulkUpsert(
            BulkSource.of(IntStream.range(0, count).mapToObj(CopyIT::vector)),
            BulkOptions.defaults());
    assertThat(report.isClean()).isTrue();
  }

  private static CopyOptions.Builder options() {
    return CopyOptions.builder().bulk(bulk().build());
  }

  private static BulkOptions.Builder bulk() {
    return BulkOptions.builder().timeout(Duration.ofMinutes(1)).maxBatchItems(100);
  }

  private static ComparisonReport compared(Index index, Index other) {
    return NamespaceComparison.of(index, other).run(ComparisonOptions.defaults());
  }

  private static List<String> ids(Index index) {
    return index.listAllIds().stream().toList();
  }

  private static long requests(EmbeddedPinecone server, Operation<?, ?> operation) {
    return server.requests().stream()
        .filter(request -> request.operation().equals(operation.name()))
        .count();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void everyVectorIsCopiedToTheOtherProject(Protocol protocol) {
    from.close();
    to.close();
    here.reset();
    there.reset();
    open(protocol);
    fill(source.namespace("en"), COUNT);

    CopyReport report =
        NamespaceCopy.of(source.namespace("en"), target.namespace("other"))
            .run(options().verify().build());

    assertThat(report.isClean()).isTrue();
    assertThat(report.copied()).isEqualTo(COUNT);
    NamespaceCopyReport part = report.namespaces().get(0);
    assertThat(part.comparison().orElseThrow().equal()).isEqualTo(COUNT);
    assertThat(target.namespace("other").scan())
        .containsExactlyInAnyOrderElementsOf(source.namespace("en").scan());
  }

  @Test
  void allNamespacesAreCopiedUnderTheirNames() {
    fill(source, 10);
    fill(source.namespace("en"), 250);
    fill(source.namespace("sv"), 120);

    CopyReport report =
        NamespaceCopy.of(source, target).run(options().allNamespaces().verify().build());

    assertThat(report.namespaces())
        .extracting(NamespaceCopyReport::target)
        .containsExactly("", "en", "sv");
    assertThat(report.copied()).isEqualTo(380);
    assertThat(target.describeIndexStats().totalVectorCount()).isEqualTo(380);
    assertThat(report.isClean()).isTrue();
  }

  @Test
  void theLimitsOfBothSidesAreRespected() {
    fill(source, COUNT);
    here.faults().next("listIds", GOOD, SLOW, SLOW, GOOD, BAD);
    here.faults().next("fetch", GOOD, SLOW, GOOD, SLOW, BAD, SLOW);
    there.faults().next("upsert", SLOW, GOOD, SLOW, BAD, SLOW);

    CopyReport report = NamespaceCopy.of(source, target).run(options().verify().build());

    assertThat(report.isClean()).isTrue();
    assertThat(report.copied()).isEqualTo(COUNT);
  }

  @Test
  void aVectorDeletedAfterItWasListedIsNotCopied() {
    fill(source, 50);
    AtomicBoolean deleted = new AtomicBoolean();
    try (Pinelink deleting =
        here.clientBuilder()
            .interceptor(
                call -> {
                  if (call.operation().equals("fetch") && deleted.compareAndSet(false, true)) {
                    var unused = source.delete(DeleteRequest.byIds("v7", "v8"));
                  }
                  return call.proceed();
                })
            .build()) {
      CopyReport report =
          NamespaceCopy.of(deleting.index("docs"), target).run(options().verify().build());

      assertThat(report.isClean()).isTrue();
      assertThat(report.namespaces().get(0).vanished()).isEqualTo(2);
      assertThat(report.copied()).isEqualTo(48);
      assertThat(ids(target)).doesNotContain("v7", "v8").hasSize(48);
    }
  }

  @Test
  void aMirrorDeletesWhatTheSourceLacks() {
    fill(source, 1_200);
    target.upsert(List.of(Vector.of("a-stale", new float[] {1, 1}), vector(5_000)));

    CopyReport report =
        NamespaceCopy.of(source, target)
            .run(options().mirror().maxDeletedShare(1).verify().build());

    assertThat(report.isClean()).isTrue();
    assertThat(report.namespaces().get(0).deletes().orElseThrow().accepted()).isEqualTo(2);
    assertThat(ids(target)).isEqualTo(ids(source));
  }

  @Test
  void aMirrorDeletesNothingIfTheSourceWasNotReadCompletely() {
    fill(source, 1_200);
    target.upsert(List.of(Vector.of("zz-stale", new float[] {1, 1})));
    here.faults()
        .add(
            FaultRule.builder(Fault.refuse(ErrorCode.PERMISSION_DENIED, "no"))
                .operations("listIds")
                .after(12 + 2) // the deletes are counted first, for which 12 pages are listed
                .build());

    CopyReport report =
        NamespaceCopy.of(source, target)
            .run(
                CopyOptions.builder()
                    .bulk(bulk().collectFailures().build())
                    .mirror()
                    .maxDeletedShare(1)
                    .build());

    assertThat(report.isClean()).isFalse();
    assertThat(report.namespaces().get(0).ending()).isEqualTo(BulkOutcome.SOURCE_FAILED);
    assertThat(report.namespaces().get(0).deletes()).isEmpty();
    assertThat(ids(target)).contains("zz-stale");
    assertThat(requests(there, DataOperations.DELETE)).isZero();
  }

  @Test
  void anInterruptedCopyContinuesFromItsCheckpoint(@TempDir Path folder) {
    fill(source, COUNT);
    Path checkpoint = folder.resolve("copy.checkpoint");
    BulkOptions resumable =
        bulk()
            .checkpoint(checkpoint)
            .checkpointInterval(Duration.ofMillis(1))
            .progressInterval(Duration.ofMillis(1))
            .concurrency(1, 2)
            .maxAttempts(1)
            .build();
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      faults.add(GOOD);
    }
    faults.add(Fault.refuse(ErrorCode.PERMISSION_DENIED, "not any more"));
    there.faults().next("upsert", faults.toArray(Fault[]::new));
    CopyOptions options = CopyOptions.builder().bulk(resumable).verify().build();

    assertThatExceptionOfType(CopyException.class)
        .isThrownBy(() -> NamespaceCopy.of(source, target).run(options))
        .withMessageContaining("not any more");
    assertThat(checkpoint).exists();
    there.faults().clear();
    here.clearRequests();
    CopyReport report = NamespaceCopy.of(source, target).run(options);

    assertThat(report.isClean()).isTrue();
    NamespaceCopyReport items = report.namespaces().get(0);
    assertThat(items.skipped()).isPositive();
    assertThat(items.found()).isLessThan(COUNT);
    assertThat(checkpoint).doesNotExist();
  }

  @Test
  void aCheckpointOfAnotherCopyIsRefused(@TempDir Path folder) {
    fill(source, COUNT);
    Path checkpoint = folder.resolve("copy.checkpoint");
    CopyOptions options = CopyOptions.builder().bulk(bulk().checkpoint(checkpoint).build()).build();
    there.faults().next("upsert", Fault.refuse(ErrorCode.PERMISSION_DENIED, "not any more"));
    assertThatExceptionOfType(CopyException.class)
        .isThrownBy(() -> NamespaceCopy.of(source, target).run(options));
    there.clearRequests();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> NamespaceCopy.of(source, target.namespace("other")).run(options))
        .withMessageContaining("belongs to the copy of namespace '' of docs");
    assertThat(requests(there, DataOperations.UPSERT)).isZero();
  }

  @Test
  void indexesThatDoNotFitAreRefusedBeforeAnythingIsSent() {
    fill(source, 10);
    to.controlPlane()
        .createIndex(
            CreateIndexRequest.builder("wide", Indexes.REGION)
                .dimension(3)
                .metric(Metric.DOT_PRODUCT)
                .build());
    Indexes.create(to, "angles", Metric.COSINE);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> NamespaceCopy.of(source, to.index("wide")).run(options().build()))
        .withMessageContaining("dimension of the source")
        .withMessageContaining("is 2, and of the target");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NamespaceCopy.of(source, to.index("angles")).run(options().build()))
        .withMessageContaining("metric of the source");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NamespaceCopy.of(source, source).run(options().build()))
        .withMessageContaining("expected different ones");
    assertThat(requests(here, DataOperations.FETCH)).isZero();
  }

  @Test
  void anAliasMovesOnlyAfterTheCopyIsVerified() {
    fill(source, 500);
    target.namespace("v1").upsert(List.of(vector(1)));
    target.namespace("v2").upsert(List.of(vector(5_000)));
    target.namespaces().createAlias("live", "v1");
    CopyOptions options = options().switchAlias("live").build();

    CopyReport different = NamespaceCopy.of(source, target.namespace("v2")).run(options);

    assertThat(different.isClean()).isFalse();
    assertThat(different.namespaces().get(0).comparison().orElseThrow().differences())
        .singleElement()
        .satisfies(
            difference -> {
              assertThat(difference.id()).isEqualTo("v5000");
              assertThat(difference.kind()).isEqualTo(Difference.Kind.EXTRA);
            });
    assertThat(target.namespaces().describeAlias("live").targetNamespace()).isEqualTo("v1");

    CopyReport mirrored =
        NamespaceCopy.of(source, target.namespace("v2"))
            .run(options().mirror().switchAlias("live").build());

    assertThat(mirrored.namespaces().get(0).switchedAlias()).contains("live");
    assertThat(target.namespaces().describeAlias("live").targetNamespace()).isEqualTo("v2");
    assertThatIllegalStateException()
        .isThrownBy(() -> NamespaceCopy.of(source, target.namespace("v2")).run(options))
        .withMessageContaining("alias 'live' points to namespace 'v2' already");
  }

  @Test
  void aDryRunChecksAndCopiesNothing() {
    fill(source, 10);

    CopyReport report = NamespaceCopy.of(source, target).run(options().dryRun().mirror().build());

    assertThat(report.copied()).isZero();
    assertThat(requests(there, DataOperations.UPSERT)).isZero();
    assertThat(requests(here, DataOperations.FETCH)).isZero();
  }

  private DocumentIndex documents(Pinelink client, String name) {
    IndexSchema schema =
        IndexSchema.builder()
            .text("body", FullTextSearch.defaults())
            .denseVector("embedding", 2, Metric.DOT_PRODUCT)
            .build();
    client
        .controlPlane()
        .createDocumentIndex(
            CreateDocumentIndexRequest.builder(name, schema, Indexes.REGION).build());
    return client.documents(name);
  }

  private static Document document(int i) {
    return Document.builder("d" + i)
        .put("body", "tide " + i)
        .put("embedding", new float[] {i + 1, -0.0f})
        .put("year", 1990 + i)
        .put("tags", List.of("x", "ÿ\u0000"))
        .build();
  }

  @Test
  void documentsAreCopiedWithAllFields() {
    DocumentIndex articles = documents(from, "articles");
    DocumentIndex copies = documents(to, "copies");
    articles.bulkUpsert(
        BulkSource.of(IntStream.range(0, 1_000).mapToObj(CopyIT::document)),
        BulkOptions.defaults());

    CopyReport report = NamespaceCopy.of(articles, copies).run(options().verify().build());

    assertThat(report.isClean()).isTrue();
    assertThat(report.copied()).isEqualTo(1_000);
    copies.upsert(List.of(Document.builder("d7").put("body", "other").put("year", 1997).build()));
    ComparisonReport compared =
        NamespaceComparison.of(articles, copies).run(ComparisonOptions.defaults());
    assertThat(compared.different()).isEqualTo(1);
    assertThat(compared.differences().get(0).parts())
        .containsExactly("field 'body'", "field 'embedding'", "field 'tags'");
  }

  @Test
  void vectorsBecomeDocumentsByAMapping() {
    Stream<Vector> dense =
        IntStream.range(0, 600)
            .mapToObj(
                i ->
                    Vector.of(
                        "v" + i,
                        new float[] {i, 1},
                        i == 77
                            ? Metadata.of("text", 7)
                            : Metadata.builder().put("text", "tide " + i).put("n", i).build()));
    source.bulkUpsert(BulkSource.of(dense), BulkOptions.defaults());
    DocumentIndex articles = documents(to, "articles");
    DocumentMapping mapping =
        DocumentMapping.builder().denseField("embedding").textField("text", "body").build();

    CopyReport report =
        NamespaceCopy.of(source, articles, mapping)
            .run(CopyOptions.builder().bulk(bulk().collectFailures().build()).build());

    assertThat(report.copied()).isEqualTo(599);
    assertThat(report.failed()).isEqualTo(1);
    CopyFailure failure = report.namespaces().get(0).failures().get(0);
    assertThat(failure.id()).isEqualTo("v77");
    assertThat(failure.reason()).hasMessageContaining("expected one for the text field 'body'");
    source.delete(DeleteRequest.byIds("v77"));
    ComparisonReport compared =
        NamespaceComparison.of(source, articles, mapping).run(ComparisonOptions.defaults());
    assertThat(compared.isEqual()).isTrue();
    assertThat(compared.equal()).isEqualTo(599);
  }

  @Test
  void aMappingThatDoesNotFitTheSchemaIsRefused() {
    DocumentIndex articles = documents(to, "articles");
    IndexSchema schema = to.controlPlane().describeIndex("articles").schema().orElseThrow();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                NamespaceCopy.of(source, articles, DocumentMapping.denseTo("vector"))
                    .run(options().targetSchema(schema).build()))
        .withMessageContaining("field 'vector' of the mapping is not a field of dense vectors");
  }

  @Test
  void differencesNameWhatDiffers() {
    fill(source, 300);
    fill(target, 300);
    target.delete(DeleteRequest.byIds("v4"));
    target.upsert(
        List.of(
            Vector.of("v9", vector(9).values(), vector(9).metadata()),
            Vector.of("v10", new float[] {10, 2}, Metadata.of("text", "entry 10")),
            Vector.of("zz", new float[] {1, 1})));

    ComparisonReport report = compared(source, target);

    assertThat(report.equal()).isEqualTo(297);
    assertThat(report.missing()).isEqualTo(1);
    assertThat(report.extra()).isEqualTo(1);
    assertThat(report.different()).isEqualTo(2);
    assertThat(report.differences())
        .extracting(Object::toString)
        .containsExactlyInAnyOrder(
            "MISSING 'v4'",
            "EXTRA 'zz'",
            "DIFFERENT 'v9': sparse values",
            "DIFFERENT 'v10': metadata 'even', metadata 'number', metadata 'tags', values");
  }

  @Test
  void anIndexIsComparedWithItemsInAnyOrder() {
    fill(source, 700);
    List<Vector> file = new ArrayList<>();
    for (int i = 699; i >= 0; i--) {
      file.add(vector(i));
    }
    file.set(3, Vector.of(file.get(3).id(), new float[] {0, 0.5f}));
    file.remove(10);
    file.add(Vector.of("only-in-the-file", new float[] {1, 1}));

    ComparisonReport report =
        NamespaceComparison.of(source, BulkSource.of(file)).run(ComparisonOptions.defaults());

    assertThat(report.equal()).isEqualTo(698);
    assertThat(report.differences())
        .extracting(difference -> difference.kind() + " " + difference.id())
        .containsExactlyInAnyOrder("DIFFERENT v696", "MISSING v689", "EXTRA only-in-the-file");
  }

  @Test
  void aCancelledCopyEndsAndKeepsItsCheckpoint(@TempDir Path folder) throws Exception {
    fill(source, COUNT);
    there.faults().next("upsert", Collections.nCopies(500, SLOW).toArray(Fault[]::new));
    Path checkpoint = folder.resolve("copy.checkpoint");
    CopyOptions options = CopyOptions.builder().bulk(bulk().checkpoint(checkpoint).build()).build();

    CompletableFuture<CopyReport> copy = NamespaceCopy.of(source, target).start(options);
    var unused =
        there.awaitRequest(
            request -> request.operation().equals(DataOperations.UPSERT.name()),
            Duration.ofMinutes(1));
    assertThat(copy.cancel(true)).isTrue();
    there.faults().clear();

    // The lock of the checkpoint is released when the copy has ended.
    CopyReport report = retried(() -> NamespaceCopy.of(source, target).run(options));
    assertThat(report.isClean()).isTrue();
    assertThat(compared(source, target).isEqual()).isTrue();
  }

  private static CopyReport retried(Supplier<CopyReport> copy) {
    while (true) {
      try {
        return copy.get();
      } catch (IllegalStateException e) {
        assertThat(e).hasMessageContaining("is in use by copy");
        Thread.onSpinWait();
      }
    }
  }
}
