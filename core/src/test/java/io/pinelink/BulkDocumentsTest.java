package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.FetchDocumentsResponse;
import io.pinelink.documents.UpdateDocumentsRequest;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.response.DocumentResponses;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.UpdateResponse;
import io.pinelink.model.UpsertResponse;
import io.pinelink.routing.Route;
import io.pinelink.spi.DocumentOperations;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bulk operations on documents through the client. */
@Timeout(20)
class BulkDocumentsTest {
  private static final String HOST = "docs-a1.svc.aped-1.pinecone.io";
  private static final Route ROUTE =
      ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of()));
  private static final UpsertResponse WRITTEN =
      new VectorResponses.UpsertResult(0, info(1L, null)); // no count
  private static final UpdateResponse UPDATED =
      new VectorResponses.UpdateResult(OptionalLong.empty(), info(1L, null));
  private static final DeleteResponse DELETED =
      new VectorResponses.DeleteResult(OptionalLong.empty(), info(1L, null));
  private static final BulkOptions COLLECTING = BulkOptions.builder().collectFailures().build();

  private final FakeTransport rest = new FakeTransport(Protocol.REST);
  private final Pinelink client = Pinelink.builder().apiKey("any-api-key").transports(rest).build();
  private final DocumentIndex index = client.documentsAt(HOST);
  private final List<String> received = new ArrayList<>();
  private final FetchConsumer<Document> consumer =
      new FetchConsumer<>() {
        @Override
        public void found(Document document) {
          received.add(document.id());
        }

        @Override
        public void missing(String id) {
          received.add("no " + id);
        }
      };

  private static ResponseInfo info(@Nullable Long written, @Nullable Long read) {
    return VectorResponses.info(null, "", written, read, ROUTE, Protocol.REST, 1);
  }

  private static Document document(String id) {
    return Document.builder(id).put("title", "Spring tides").build();
  }

  private static DocumentUpdate update(String id) {
    return DocumentUpdate.builder(id).put("year", 2027).remove("draft").build();
  }

  private static Stream<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "d" + i);
  }

  private static Stream<Document> documents(int count) {
    return ids(count).map(BulkDocumentsTest::document);
  }

  private static FetchDocumentsResponse fetched(List<String> ids, @Nullable Long readAt) {
    return new DocumentResponses.FetchDocumentsResult(
        ids.stream().map(BulkDocumentsTest::document).toList(),
        Optional.empty(),
        "",
        OptionalLong.of(1),
        OptionalLong.empty(),
        Optional.empty(),
        info(null, readAt));
  }

  private static ServiceException refusal(ErrorCode code) {
    return Failures.refusal(
        new FailedCall("upsertDocuments", ROUTE, 1), new Refusal(code, "no", null, null), null);
  }

  /** Returns the number of items in each call so far, all of which have the operation. */
  private <Q> List<Integer> sizes(Operation<Q, ?> operation, ToIntFunction<Q> sizeOf) {
    List<Integer> sizes = new ArrayList<>();
    while (!rest.hasNoCall()) {
      FakeTransport.Call call = rest.next();
      assertThat(call.operation()).isEqualTo(operation);
      sizes.add(sizeOf.applyAsInt(operation.request().cast(call.request())));
    }
    return sizes;
  }

  private List<Integer> upsertSizes() {
    return sizes(
        DocumentOperations.UPSERT_DOCUMENTS,
        (UpsertDocumentsRequest request) -> request.documents().size());
  }

  @Test
  void upsertsAThousandDocumentsPerCall() {
    rest.responding = request -> WRITTEN;

    BulkReport report = index.bulkUpsert(BulkSource.of(documents(2_500)), BulkOptions.defaults());

    assertThat(report.isClean()).isTrue();
    assertThat(report.accepted()).isEqualTo(2_500);
    assertThat(upsertSizes()).containsExactly(1_000, 1_000, 500);
  }

  @Test
  void batchesAreFilledByTheBytesThatTheTransportComputes() {
    rest.counting =
        request -> 100_000 + 900_000L * ((UpsertDocumentsRequest) request).documents().size();
    rest.responding = request -> WRITTEN;

    BulkReport report = index.bulkUpsert(BulkSource.of(documents(5)), BulkOptions.defaults());

    assertThat(upsertSizes()).containsExactly(2, 2, 1);
    assertThat(report.acceptedBytes()).isEqualTo(5 * 900_000);
  }

  @Test
  void aDocumentAboveTheLimitIsNotSent() {
    rest.counting =
        request ->
            15
                + ((UpsertDocumentsRequest) request)
                    .documents().stream()
                        .mapToLong(document -> document.id().equals("large") ? 1_999_986 : 100)
                        .sum();
    rest.responding = request -> WRITTEN;

    BulkReport report =
        index.bulkUpsert(
            BulkSource.of(List.of(document("a"), document("large"), document("b"))), COLLECTING);

    assertThat(report.accepted()).isEqualTo(2);
    assertThat(report.rejected()).isEqualTo(1);
    assertThat(report.failures().get(0).reason())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'large' takes 2000001 bytes as sent, expected at most 2000000");
    assertThat(upsertSizes()).containsExactly(2);
  }

  @Test
  void aFetchedDocumentThatViolatesARuleIsNotSent() {
    rest.responding = request -> WRITTEN;
    Document invalid =
        new Document(
            "invalid",
            DocumentResponses.fields(
                Map.of("embedding", VectorResponses.denseValues(new float[] {Float.NaN}))));

    BulkReport report =
        index.bulkUpsert(BulkSource.of(List.of(document("a"), invalid)), COLLECTING);

    assertThat(report.rejected()).isEqualTo(1);
    assertThat(report.failures().get(0).id()).isEqualTo("invalid");
    assertThat(report.failures().get(0).reason()).hasMessageContaining("embedding");
    assertThat(upsertSizes()).containsExactly(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"INVALID_ARGUMENT", "UNPROCESSABLE_ENTITY"})
  void anInvalidDocumentIsFoundBySplitting(ErrorCode code) {
    List<Integer> refused = new ArrayList<>();
    rest.responding =
        request -> {
          List<Document> documents = ((UpsertDocumentsRequest) request).documents();
          if (documents.stream().anyMatch(document -> document.id().equals("d3"))) {
            refused.add(documents.size());
            return refusal(code);
          }
          return WRITTEN;
        };

    BulkReport report = index.bulkUpsert(BulkSource.of(documents(8)), COLLECTING);

    assertThat(report.ending()).isEqualTo(BulkOutcome.COMPLETE);
    assertThat(report.accepted()).isEqualTo(7);
    assertThat(report.failures()).extracting(BulkFailure::id).containsExactly("d3");
    assertThat(report.failures().get(0).outcome()).isEqualTo(BulkFailure.Outcome.REJECTED);
    assertThat(refused).containsExactly(8, 4, 2, 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILED_PRECONDITION", "ALREADY_EXISTS"})
  void aWriteToAnAliasEndsTheOperation(ErrorCode code) {
    rest.responding = request -> refusal(code);

    BulkReport report = index.bulkUpsert(BulkSource.of(documents(8)), COLLECTING);

    assertThat(report.ending()).isEqualTo(BulkOutcome.REFUSED);
    assertThat(report.rejected()).isEqualTo(8);
    assertThat(upsertSizes()).containsExactly(8);
  }

  @Test
  void updatesAThousandDocumentsPerCall() {
    rest.responding = request -> UPDATED;

    BulkReport report =
        index.bulkUpdate(
            BulkSource.of(ids(1_500).map(BulkDocumentsTest::update)), BulkOptions.defaults());

    assertThat(report.accepted()).isEqualTo(1_500);
    FakeTransport.Call first = rest.next();
    assertThat(((UpdateDocumentsRequest) first.request()).updates())
        .hasSize(1_000)
        .startsWith(update("d0"), update("d1"));
    assertThat(
            sizes(
                DocumentOperations.UPDATE_DOCUMENTS,
                (UpdateDocumentsRequest request) -> request.updates().size()))
        .containsExactly(500);
  }

  @Test
  void anInvalidUpdateIsFoundBySplitting() {
    rest.responding =
        request ->
            ((UpdateDocumentsRequest) request)
                    .updates().stream().anyMatch(update -> update.id().equals("d2"))
                ? refusal(ErrorCode.INVALID_ARGUMENT)
                : UPDATED;

    BulkReport report =
        index.bulkUpdate(BulkSource.of(ids(5).map(BulkDocumentsTest::update)), COLLECTING);

    assertThat(report.accepted()).isEqualTo(4);
    assertThat(report.failures()).extracting(BulkFailure::id).containsExactly("d2");
  }

  @Test
  void deletesAThousandIdsPerCallAndNoInvalidOne() {
    rest.responding = request -> DELETED;
    Stream<String> ids = Stream.concat(Stream.of("é"), ids(1_200));

    BulkReport report = index.bulkDelete(BulkSource.of(ids), COLLECTING);

    assertThat(report.accepted()).isEqualTo(1_200);
    assertThat(report.failures()).extracting(BulkFailure::id).containsExactly("é");
    assertThat(
            sizes(
                DocumentOperations.DELETE_DOCUMENTS,
                (DeleteRequest request) -> request.ids().size()))
        .containsExactly(1_000, 200);
  }

  @Test
  void fetchesAThousandIdsPerCall() {
    rest.responding =
        request ->
            fetched(
                ((FetchDocumentsRequest) request)
                    .ids().stream().filter(id -> !id.equals("d1000")).toList(),
                null);

    BulkReport report =
        index.bulkFetch(BulkSource.of(ids(1_002)), BulkOptions.defaults(), consumer);

    assertThat(report.isClean()).isTrue();
    assertThat(received).hasSize(1_002).startsWith("d0", "d1").endsWith("no d1000", "d1001");
    assertThat(fetchSizes()).containsExactly(1_000, 2);
  }

  private List<Integer> fetchSizes() {
    return sizes(
        DocumentOperations.FETCH_DOCUMENTS,
        (FetchDocumentsRequest request) -> request.ids().size());
  }

  @Test
  void aFetchHasNoLimitOfAUrl() {
    rest.responding = request -> fetched(((FetchDocumentsRequest) request).ids(), null);
    String suffix = "/".repeat(500);
    Stream<String> ids = ids(900).map(id -> id + suffix);

    assertThat(index.bulkFetch(BulkSource.of(ids), BulkOptions.defaults(), consumer).accepted())
        .isEqualTo(900);

    assertThat(fetchSizes()).containsExactly(900);
  }

  @Test
  void aFetchIsFilledByTheBytesThatTheTransportComputes() {
    rest.counting = request -> 10 + 700_000L * ((FetchDocumentsRequest) request).ids().size();
    rest.responding = request -> fetched(((FetchDocumentsRequest) request).ids(), null);

    index.bulkFetch(BulkSource.of(ids(5)), BulkOptions.defaults(), consumer);

    assertThat(fetchSizes()).containsExactly(2, 2, 1);
  }

  @Test
  void aResponseThatIsTooLargeIsFetchedInParts() {
    rest.responding =
        request -> {
          List<String> ids = ((FetchDocumentsRequest) request).ids();
          return ids.size() > 2
              ? Failures.malformedResponse(
                  new FailedCall("fetchDocuments", ROUTE, 1), "too large", null)
              : fetched(ids, null);
        };

    BulkReport report = index.bulkFetch(BulkSource.of(ids(8)), COLLECTING, consumer);

    assertThat(report.isClean()).isTrue();
    assertThat(received).containsExactlyInAnyOrderElementsOf(ids(8).toList());
  }

  @Test
  void awaitingVisibilityReadsDocuments() {
    BulkOptions options = BulkOptions.builder().awaitVisible(Duration.ofSeconds(9)).build();
    rest.answering(new VectorResponses.UpsertResult(3, info(7L, null)), fetched(List.of(), 7L));

    BulkReport report = index.bulkUpsert(BulkSource.of(documents(3)), options);

    assertThat(report.isClean()).isTrue();
    assertThat(rest.next().operation()).isEqualTo(DocumentOperations.UPSERT_DOCUMENTS);
    assertThat(rest.next().operation()).isEqualTo(DocumentOperations.FETCH_DOCUMENTS);
  }

  @Test
  void aFetchCannotAwaitVisibility() {
    BulkOptions options = BulkOptions.builder().awaitVisible(Duration.ofSeconds(9)).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.bulkFetch(BulkSource.of(ids(3)), options, consumer))
        .withMessage("awaitVisible is 9 s, expected none for a fetch, which writes nothing");
  }

  @Test
  void aCheckpointBelongsToOneOperation(@TempDir Path folder) {
    BulkOptions options =
        BulkOptions.builder().checkpoint(folder.resolve("load")).collectFailures().build();
    rest.responding = request -> WRITTEN;
    Stream<Document> broken =
        Stream.concat(
            documents(3),
            Stream.generate(
                () -> {
                  throw new IllegalStateException("the file ends");
                }));
    assertThat(index.bulkUpsert(BulkSource.of(broken), options).accepted()).isEqualTo(3);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.bulkUpdate(BulkSource.of(List.of(update("a"))), options))
        .withMessageContaining("upsertDocuments in namespace '' of " + HOST)
        .withMessageContaining("not of updateDocuments in namespace '' of " + HOST);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.bulkFetch(BulkSource.of(ids(3)), options, consumer))
        .withMessageContaining("not of fetchDocuments in namespace");

    BulkReport resumed = index.bulkUpsert(BulkSource.of(documents(5)), options);
    assertThat(resumed.skipped()).isEqualTo(3);
    assertThat(resumed.accepted()).isEqualTo(2);
  }

  @Test
  void sourcesHaveFourForms() throws Exception {
    rest.responding = request -> request instanceof UpsertDocumentsRequest ? WRITTEN : UPDATED;
    List<Document> documents = documents(3).toList();
    List<DocumentUpdate> updates = documents.stream().map(d -> update(d.id())).toList();

    for (BulkSource<Document> source :
        List.of(
            BulkSource.of(documents),
            BulkSource.of(documents.iterator()),
            BulkSource.of(documents.stream()),
            BulkSource.of(publisher(documents)))) {
      assertThat(index.bulkUpsert(source, BulkOptions.defaults()).accepted()).isEqualTo(3);
    }
    for (BulkSource<DocumentUpdate> source :
        List.of(
            BulkSource.of(updates),
            BulkSource.of(updates.iterator()),
            BulkSource.of(updates.stream()),
            BulkSource.of(publisher(updates)))) {
      assertThat(index.bulkUpdate(source, BulkOptions.defaults()).accepted()).isEqualTo(3);
    }
    assertThat(BulkSource.of(documents).size()).hasValue(3);
    assertThat(BulkSource.of(updates)).hasToString("BulkSource[]");
    assertThat(BulkSource.named("May", BulkSource.of(updates))).hasToString("BulkSource[May]");
  }

  private static <T> Flow.Publisher<T> publisher(List<T> items) {
    return subscriber -> {
      SubmissionPublisher<T> publisher = new SubmissionPublisher<>(Runnable::run, 16);
      publisher.subscribe(subscriber);
      items.forEach(publisher::submit);
      publisher.close();
    };
  }

  @Test
  void theAsynchronousFormsReport() throws Exception {
    rest.responding =
        request -> {
          if (request instanceof UpsertDocumentsRequest) {
            return WRITTEN;
          }
          if (request instanceof UpdateDocumentsRequest) {
            return UPDATED;
          }
          return request instanceof FetchDocumentsRequest fetch
              ? fetched(fetch.ids(), null)
              : DELETED;
        };
    AsyncDocumentIndex async = index.async();

    assertThat(
            Stream.of(
                    async.bulkUpsert(BulkSource.of(documents(1)), COLLECTING),
                    async.bulkUpdate(BulkSource.of(List.of(update("a"))), COLLECTING),
                    async.bulkDelete(BulkSource.of(ids(1)), COLLECTING),
                    async.bulkFetch(BulkSource.of(ids(1)), COLLECTING, consumer))
                .map(future -> future.orTimeout(10, TimeUnit.SECONDS).join().accepted()))
        .containsExactly(1L, 1L, 1L, 1L);
    assertThat(received).containsExactly("d0");
  }

  @Test
  void aMissingTransportIsReportedBeforeTheSourceIsRead() {
    DocumentIndex overGrpc =
        Pinelink.builder()
            .apiKey("any-api-key")
            .transports(new FakeTransport(Protocol.GRPC))
            .build()
            .documentsAt(HOST);
    Stream<Document> unread =
        Stream.generate(
            () -> {
              throw new AssertionError("read");
            });

    assertThatIllegalStateException()
        .isThrownBy(() -> overGrpc.bulkUpsert(BulkSource.of(unread), BulkOptions.defaults()))
        .withMessageContaining("pinelink-rest");
  }

  @Test
  @SuppressWarnings("NullAway")
  void nullIsRefusedByName() {
    assertThatNullPointerException()
        .isThrownBy(() -> index.bulkFetch(BulkSource.of(ids(1)), COLLECTING, null))
        .withMessage("consumer is null");
    assertThatNullPointerException()
        .isThrownBy(() -> index.bulkUpsert(null, COLLECTING))
        .withMessage("source is null");
    assertThatNullPointerException()
        .isThrownBy(() -> index.bulkUpdate(BulkSource.of(List.of()), null))
        .withMessage("options is null");
  }
}
