package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.DocumentIndex;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.Metric;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.spi.DocumentOperations;
import io.pinelink.spi.Operation;
import io.pinelink.testsupport.Indexes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests bulk operations on documents over real sockets and TLS, with failures. */
@Tag("slow")
class BulkDocumentsIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Fault GOOD = Fault.delay(Duration.ZERO);
  private static final Fault BAD = Fault.refuse(ErrorCode.UNAVAILABLE, "not now");
  private static final Fault SLOW = Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow down");

  @FunctionalInterface
  private interface Scenario {
    void run(EmbeddedPinecone server, DocumentIndex index) throws Exception;
  }

  /** A consumer that collects the fetched documents. */
  private static final class Collector implements FetchConsumer<Document> {
    private final Map<String, Document> found = new HashMap<>();
    private final List<String> missing = new ArrayList<>();

    @Override
    public void found(Document document) {
      assertThat(found.put(document.id(), document)).isNull();
    }

    @Override
    public void missing(String id) {
      missing.add(id);
    }
  }

  private static void with(int documents, Scenario scenario) throws Exception {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client = server.clientBuilder().build()) {
      IndexSchema schema =
          IndexSchema.builder()
              .text("title", FullTextSearch.defaults())
              .denseVector("embedding", 2, Metric.COSINE)
              .build();
      client
          .controlPlane()
          .createDocumentIndex(
              CreateDocumentIndexRequest.builder("articles", schema, Indexes.REGION).build());
      DocumentIndex index = client.documents("articles");
      if (documents > 0) {
        BulkReport report =
            index.bulkUpsert(BulkSource.of(documents(documents)), options().build());
        assertThat(report.isClean()).isTrue();
        server.clearRequests();
      }
      scenario.run(server, index);
    }
  }

  private static BulkOptions.Builder options() {
    return BulkOptions.builder().timeout(LONG).collectFailures();
  }

  private static Stream<String> ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "d" + i);
  }

  private static Document document(int i) {
    return Document.builder("d" + i)
        .put("title", "Article " + i)
        .put("embedding", new float[] {i, 1})
        .put("year", 2000 + i)
        .build();
  }

  private static Stream<Document> documents(int count) {
    return IntStream.range(0, count).mapToObj(BulkDocumentsIT::document);
  }

  private static long requests(EmbeddedPinecone server, Operation<?, ?> operation) {
    return server.requests().stream()
        .filter(request -> request.operation().equals(operation.name()))
        .count();
  }

  /** Scripts throttling, then the failure of a fifth of the given number of calls. */
  private static void trouble(EmbeddedPinecone server, Operation<?, ?> operation, int calls) {
    server.faults().next(operation.name(), GOOD, SLOW, GOOD, SLOW, SLOW);
    for (int i = 0; i < calls / 5; i++) {
      server.faults().next(operation.name(), GOOD, GOOD, BAD, GOOD, GOOD);
    }
  }

  @Test
  void everyDocumentIsWrittenDespiteFailures() throws Exception {
    with(
        0,
        (server, index) -> {
          trouble(server, DocumentOperations.UPSERT_DOCUMENTS, 40);

          BulkReport report =
              index.bulkUpsert(
                  BulkSource.of(documents(2_000)),
                  options().maxBatchItems(50).awaitVisible(LONG).build());

          assertThat(report.isClean()).isTrue();
          assertThat(report.accepted()).isEqualTo(2_000);
          assertThat(index.listAllIds())
              .containsExactlyInAnyOrderElementsOf(ids(0, 2_000).toList());
          assertThat(index.fetch(FetchDocumentsRequest.byIds("d17")).items())
              .containsExactly(document(17));
        });
  }

  @Test
  void onlyInvalidDocumentsAreRejected() throws Exception {
    with(
        0,
        (server, index) -> {
          Document invalid =
              Document.builder("invalid").put("embedding", new float[] {1, 2, 3}).build();
          Stream<Document> all = Stream.concat(documents(100), Stream.of(invalid));

          BulkReport report = index.bulkUpsert(BulkSource.of(all), options().build());

          assertThat(report.accepted()).isEqualTo(100);
          assertThat(report.failures()).extracting(BulkFailure::id).containsExactly("invalid");
          assertThat(report.failures().get(0).outcome()).isEqualTo(BulkFailure.Outcome.REJECTED);
          assertThat(index.listAllIds()).hasSize(100);
        });
  }

  /** The server refuses requests of more than 2 MB; these documents have 9 MB in all. */
  @Test
  void batchesStayBelowTheLimitOfARequest() throws Exception {
    with(
        0,
        (server, index) -> {
          Stream<Document> large =
              IntStream.range(0, 100)
                  .mapToObj(
                      i ->
                          Document.builder("d" + i)
                              .put("title", "Article")
                              .put("source", "ä\"".repeat(22_500))
                              .build());

          BulkReport report = index.bulkUpsert(BulkSource.of(large), options().build());

          assertThat(report.isClean()).isTrue();
          assertThat(requests(server, DocumentOperations.UPSERT_DOCUMENTS)).isEqualTo(5);
        });
  }

  @Test
  void aDocumentAboveTheLimitIsNotSent() throws Exception {
    with(
        0,
        (server, index) -> {
          Document tooLarge =
              Document.builder("large")
                  .put("title", "Article")
                  .put("source", "x".repeat(2_000_000))
                  .build();

          BulkReport report =
              index.bulkUpsert(BulkSource.of(List.of(document(0), tooLarge)), options().build());

          assertThat(report.accepted()).isEqualTo(1);
          assertThat(report.failures().get(0).reason())
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageMatching("'large' takes 20000\\d\\d bytes as sent, .* 2000000");
        });
  }

  @Test
  void updatesAThousandDocumentsPerCall() throws Exception {
    with(
        2_500,
        (server, index) -> {
          Stream<DocumentUpdate> updates =
              ids(0, 2_500)
                  .map(id -> DocumentUpdate.builder(id).put("seen", true).remove("year").build());

          BulkReport report = index.bulkUpdate(BulkSource.of(updates), options().build());

          assertThat(report.isClean()).isTrue();
          assertThat(requests(server, DocumentOperations.UPDATE_DOCUMENTS)).isEqualTo(3);
          Collector collector = new Collector();
          index.bulkFetch(BulkSource.of(ids(0, 2_500)), options().build(), collector);
          assertThat(collector.found.values())
              .hasSize(2_500)
              .allSatisfy(
                  document ->
                      assertThat(document.fields().names())
                          .containsExactlyInAnyOrder("title", "embedding", "seen"));
        });
  }

  @Test
  void deletesAThousandDocumentsPerCall() throws Exception {
    with(
        2_500,
        (server, index) -> {
          BulkReport report =
              index.bulkDelete(BulkSource.of(ids(0, 2_400).toList()), options().build());

          assertThat(report.isClean()).isTrue();
          assertThat(requests(server, DocumentOperations.DELETE_DOCUMENTS)).isEqualTo(3);
          assertThat(index.listAllIds())
              .containsExactlyInAnyOrderElementsOf(ids(2_400, 2_500).toList());
        });
  }

  @Test
  void fetchesFoundAndMissingDocumentsDespiteFailures() throws Exception {
    with(
        1_000,
        (server, index) -> {
          trouble(server, DocumentOperations.FETCH_DOCUMENTS, 20);
          Collector collector = new Collector();

          BulkReport report =
              index.bulkFetch(
                  BulkSource.of(ids(500, 1_500)), options().maxBatchItems(50).build(), collector);

          assertThat(report.isClean()).isTrue();
          assertThat(collector.found.values())
              .containsExactlyInAnyOrderElementsOf(documents(1_000).skip(500).toList());
          assertThat(collector.missing)
              .containsExactlyInAnyOrderElementsOf(ids(1_000, 1_500).toList());
        });
  }

  @Test
  void longIdsAreFetchedInOneCall() throws Exception {
    with(
        0,
        (server, index) -> {
          List<Document> documents =
              IntStream.range(100, 200)
                  .mapToObj(
                      i -> Document.builder(i + "/?".repeat(200)).put("title", "Article").build())
                  .toList();
          index.upsert(documents);
          Collector collector = new Collector();

          BulkReport report =
              index.bulkFetch(
                  BulkSource.of(documents.stream().map(Document::id)),
                  options().build(),
                  collector);

          assertThat(report.isClean()).isTrue();
          assertThat(collector.found.values()).containsExactlyInAnyOrderElementsOf(documents);
          assertThat(requests(server, DocumentOperations.FETCH_DOCUMENTS)).isEqualTo(1);
        });
  }

  @Test
  void aScanReadsTheWholeNamespaceInTheOrderOfIds() throws Exception {
    with(
        250,
        (server, index) -> {
          List<Document> inByteOrder =
              documents(250).sorted((a, b) -> a.id().compareTo(b.id())).toList();

          assertThat(index.scan()).containsExactlyElementsOf(inByteOrder);
          assertThat(index.scan(ListIdsRequest.withPrefix("d24")))
              .extracting(Document::id)
              .containsExactly(
                  "d24", "d240", "d241", "d242", "d243", "d244", "d245", "d246", "d247", "d248",
                  "d249");
          assertThat(requests(server, DocumentOperations.FETCH_DOCUMENTS)).isEqualTo(4);
        });
  }

  @Test
  void eachCallerReceivesTheOutcomeOfItsOwnDocument() throws Exception {
    with(
        0,
        (server, index) -> {
          // The first call is in flight while the others arrive.
          server.faults().next("upsertDocuments", Fault.delay(Duration.ofMillis(200)));
          Document invalid =
              Document.builder("invalid").put("embedding", new float[] {1, 2, 3}).build();

          List<CompletableFuture<Optional<ConsistencyToken>>> written;
          try (BulkWriter<Void> writer = index.bulkWriter(BulkOptions.defaults())) {
            written =
                Stream.concat(documents(300), Stream.of(invalid))
                    .map(document -> writer.send(BulkChange.upsert(document)))
                    .toList();
          }

          for (CompletableFuture<Optional<ConsistencyToken>> document : written.subList(0, 300)) {
            assertThat(document.join()).isPresent();
          }
          assertThatThrownBy(written.get(300)::join).hasCauseInstanceOf(ServiceException.class);
          assertThat(index.listAllIds()).hasSize(300);
          assertThat(requests(server, DocumentOperations.UPSERT_DOCUMENTS)).isLessThan(50);
        });
  }
}
