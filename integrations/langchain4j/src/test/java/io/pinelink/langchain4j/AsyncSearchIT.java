package io.pinelink.langchain4j;

import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest.EmbeddingSearchRequestBuilder;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import io.pinelink.Pinelink;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.inference.SparseEncoder;
import io.pinelink.model.Metric;
import io.pinelink.model.SparseValues;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.Fault;
import io.pinelink.testservice.PrivateService;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests asynchronous searches of each kind of store, on the private route. */
class AsyncSearchIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private static PrivateService service;

  @BeforeAll
  static void start() {
    service = PrivateService.start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void clearFaults() {
    service.server().faults().clear();
  }

  /** The kinds of stores, which send different calls. */
  private enum Kind {
    VECTORS,
    SPARSE_ENCODER,
    DOCUMENTS,
    HYBRID;

    PinelinkEmbeddingStore.Builder newStore() {
      return switch (this) {
        case VECTORS -> PinelinkEmbeddingStore.builder(service.newIndex(Metric.COSINE, 2));
        case SPARSE_ENCODER ->
            PinelinkEmbeddingStore.builder(service.newIndex(Metric.DOT_PRODUCT, 2))
                .sparseEncoder(
                    SparseEncoder.hosted(
                        service.client().inference()::embed, "pinecone-sparse-english-v0"));
        case DOCUMENTS ->
            PinelinkEmbeddingStore.builder(
                service.newDocumentIndex("text_segment", Metric.EUCLIDEAN, 2));
        case HYBRID ->
            PinelinkEmbeddingStore.builder(
                    service.newDocumentIndex("text_segment", Metric.COSINE, 2))
                .hybridSearch(true);
      };
    }
  }

  private static PinelinkEmbeddingStore filled(Kind kind) {
    PinelinkEmbeddingStore store = kind.newStore().build();
    store.addAll(
        List.of("east", "north", "west"),
        List.of(embedding(1, 0), embedding(0, 1), embedding(-1, 0)),
        List.of(
            TextSegment.from("a teapot", new Metadata().put("year", 2019)),
            TextSegment.from("a cup", new Metadata().put("year", 1999)),
            TextSegment.from("a kettle", new Metadata().put("year", 2026))));
    service.skipOperations();
    return store;
  }

  private static Embedding embedding(float... values) {
    return Embedding.from(values);
  }

  private static EmbeddingSearchRequestBuilder nearest() {
    return EmbeddingSearchRequest.builder()
        .queryEmbedding(embedding(1, 0))
        .query("kettle")
        .maxResults(10);
  }

  private static Throwable failureOf(CompletableFuture<?> future) {
    CompletableFuture<Throwable> failure = future.handle((result, thrown) -> thrown);
    assertThat(failure).succeedsWithin(SOON).isNotNull();
    return failure.join();
  }

  /** Waits for a call among the requests from a position on. */
  private static void awaitCall(int from, String operation, boolean cancelled) {
    await()
        .atMost(SOON)
        .until(
            () ->
                service.server().requests().stream()
                    .skip(from)
                    .filter(request -> request.operation().equals(operation))
                    .anyMatch(request -> request.cancelled() == cancelled));
  }

  @ParameterizedTest
  @EnumSource
  void theResultEqualsTheBlockingSearch(Kind kind) {
    EmbeddingSearchRequest request =
        nearest().filter(metadataKey("year").isGreaterThan(2000)).minScore(0.6).build();
    PinelinkEmbeddingStore store = filled(kind);
    // The asynchronous search is the first, so it requests the metric.
    EmbeddingSearchResult<TextSegment> result = store.searchAsync(request).join();
    assertThat(result.matches())
        .isNotEmpty()
        .hasSizeLessThan(3)
        .isEqualTo(store.search(request).matches());
    assertThat(store.searchAsync(nearest().build()).join().matches())
        .hasSize(3)
        .isEqualTo(store.search(nearest().build()).matches());
  }

  @Test
  void theMetricIsRequestedOnce() {
    PinelinkEmbeddingStore store = filled(Kind.VECTORS);
    for (int i = 0; i < 2; i++) {
      assertThat(store.searchAsync(nearest().build())).succeedsWithin(SOON);
    }
    assertThat(store.search(nearest().build()).matches()).hasSize(3);
    assertThat(service.operations())
        .containsExactly("describeIndexStats", "query", "query", "query");
  }

  @ParameterizedTest
  @CsvSource({
    "VECTORS, describeIndexStats",
    "VECTORS, query",
    "SPARSE_ENCODER, query",
    "DOCUMENTS, describeIndexStats",
    "DOCUMENTS, searchDocuments",
    "HYBRID, searchDocuments",
  })
  void aHangingCallDoesNotBlockAndIsCancelledWithTheFuture(Kind kind, String operation) {
    PinelinkEmbeddingStore store = filled(kind);
    // Hybrid search sends two calls at a time.
    service.server().faults().next(operation, Fault.hang(), Fault.hang());
    int before = service.server().requests().size();

    CompletableFuture<EmbeddingSearchResult<TextSegment>> future =
        store.searchAsync(nearest().build());
    assertThat(future).isNotDone();
    awaitCall(before, operation, false);
    assertThat(future).isNotDone();

    assertThat(future.cancel(true)).isTrue();
    awaitCall(before, operation, true);
    assertThat(future).isCancelled();
  }

  @ParameterizedTest
  @CsvSource({
    "VECTORS, describeIndexStats",
    "VECTORS, query",
    "SPARSE_ENCODER, embed",
    "SPARSE_ENCODER, query",
    "DOCUMENTS, describeIndexStats",
    "DOCUMENTS, searchDocuments",
    "HYBRID, searchDocuments",
  })
  void anExceptionOfTheClientFailsTheFutureUnchanged(Kind kind, String operation) {
    PinelinkEmbeddingStore store = filled(kind);
    service
        .server()
        .faults()
        .next(operation, Fault.refuse(ErrorCode.UNAUTHENTICATED, "no such key"));

    assertThat(failureOf(store.searchAsync(nearest().build())))
        .isInstanceOf(UnauthenticatedException.class)
        .hasMessageContaining(operation);
    assertThat(store.searchAsync(nearest().build())).succeedsWithin(SOON);
  }

  @Test
  void anInvalidArgumentFailsTheFutureAndNothingIsSent() {
    PinelinkEmbeddingStore store = filled(Kind.VECTORS);

    assertThat(
            failureOf(
                store.searchAsync(
                    nearest().filter(metadataKey("product").isGreaterThan("a")).build())))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(failureOf(store.searchAsync(nearest().maxResults(10_001).build())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10001");
    assertThat(service.operations()).isEmpty();
  }

  @Test
  void aClosedClientFailsTheFuture() {
    service.newIndex("closed", Metric.COSINE, 2);
    PinelinkEmbeddingStore store;
    try (Pinelink client =
        service.server().clientBuilder().routePolicy(RoutePolicy.privateRequired()).build()) {
      store = PinelinkEmbeddingStore.builder(client.index("closed")).build();
    }

    assertThat(failureOf(store.searchAsync(nearest().build())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void anEncoderRunsOnAnotherThread() {
    WaitingEncoder encoder = new WaitingEncoder();
    PinelinkEmbeddingStore store = encodedBy(encoder);

    CompletableFuture<EmbeddingSearchResult<TextSegment>> future =
        store.searchAsync(nearest().build());
    assertThat(future).isNotDone();
    encoder.release.countDown();

    assertThat(future).succeedsWithin(SOON);
    assertThat(service.operations()).containsExactly("describeIndexStats", "query");
  }

  @Test
  void nothingIsSentAfterACancellationWhileTheEncoderRuns() throws Exception {
    WaitingEncoder encoder = new WaitingEncoder();
    PinelinkEmbeddingStore store = encodedBy(encoder);

    CompletableFuture<EmbeddingSearchResult<TextSegment>> future =
        store.searchAsync(nearest().build());
    assertThat(encoder.thread).succeedsWithin(SOON);
    assertThat(future.cancel(true)).isTrue();
    encoder.release.countDown();
    encoder.thread.join().join(SOON.toMillis());

    assertThat(encoder.thread.join().isAlive()).isFalse();
    List<EmbeddingMatch<TextSegment>> matches =
        store.search(nearest().query(" ").build()).matches();
    assertThat(matches).isEmpty();
    assertThat(service.operations()).containsExactly("describeIndexStats", "query");
  }

  private static PinelinkEmbeddingStore encodedBy(SparseEncoder encoder) {
    PinelinkEmbeddingStore store =
        PinelinkEmbeddingStore.builder(service.newIndex(Metric.DOT_PRODUCT, 2))
            .sparseEncoder(encoder)
            .build();
    service.skipOperations();
    return store;
  }

  /** An encoder that encodes no query before it is released. */
  private static final class WaitingEncoder implements SparseEncoder {
    final CompletableFuture<Thread> thread = new CompletableFuture<>();
    final CountDownLatch release = new CountDownLatch(1);

    @Override
    public List<Optional<SparseValues>> encodeTexts(List<String> texts) {
      return Collections.nCopies(texts.size(), Optional.empty());
    }

    @Override
    public Optional<SparseValues> encodeQuery(String query) {
      thread.complete(Thread.currentThread());
      try {
        assertThat(release.await(SOON.toSeconds(), SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return Optional.of(SparseValues.of(new int[] {1}, new float[] {1}));
    }
  }
}
