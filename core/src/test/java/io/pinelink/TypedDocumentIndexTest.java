package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentField;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentMapper;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.FetchDocumentsResponse;
import io.pinelink.documents.FieldSelection;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.documents.TypedFetchResponse;
import io.pinelink.documents.TypedSearchResponse;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.call.ClientState;
import io.pinelink.internal.call.CurrentRoute;
import io.pinelink.internal.call.InFlightCalls;
import io.pinelink.internal.call.RouteCounts;
import io.pinelink.internal.call.SelectedApiVersion;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.response.DocumentResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Filter;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.UpsertResponse;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteListener;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.ExtraHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TypedDocumentIndexTest {
  private record Note(String id, @Nullable String title, int year) {}

  private record Key(String id) {}

  private static final Route ROUTE =
      new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()))
          .toHost("docs-a1.svc.aped-1.pinecone.io");
  private static final ResponseInfo INFO =
      VectorResponses.info("r-1", "", null, 3L, ROUTE, Protocol.REST, 1);
  private static final SearchDocumentsRequest SEARCH =
      SearchDocumentsRequest.by(ScoringClause.text("tides", "title"));

  private final FakeTransport rest = new FakeTransport(Protocol.REST);
  private final DocumentIndex index =
      new DocumentIndex(
          new Caller(
              new ClientState(
                  new InFlightCalls(),
                  new RouteCounts(new RouteListener() {}),
                  Scheduler.system(),
                  SelectedApiVersion.of("2026-07")),
              rest,
              new ApiKey("any-api-key"),
              new CurrentRoute(ROUTE),
              "",
              Duration.ofSeconds(30),
              false,
              ExtraHeaders.none(),
              Runnable::run),
          Runnable::run);
  private final TypedDocumentIndex<Note> notes = index.as(Note.class);

  private static DocumentFields fields(String title, int year) {
    return DocumentFields.builder().put("title", title).put("year", year).build();
  }

  private static SearchDocumentsResponse found(DocumentMatch... matches) {
    return new DocumentResponses.SearchDocumentsResult(
        List.of(matches), "n", OptionalLong.of(2), OptionalLong.of(7), Optional.empty(), INFO);
  }

  private static FetchDocumentsResponse fetched(@Nullable String next, Document... documents) {
    return new DocumentResponses.FetchDocumentsResult(
        List.of(documents),
        Optional.ofNullable(next),
        "n",
        OptionalLong.of(2),
        OptionalLong.of(7),
        Optional.empty(),
        INFO);
  }

  @Test
  void recordsAreWrittenAsDocuments() {
    rest.answering(new VectorResponses.UpsertResult(2, INFO));

    UpsertResponse response =
        notes.namespace("n").upsert(List.of(new Note("a", "Tides", 2026), new Note("b", null, 1)));

    assertThat(response.upsertedCount()).isEqualTo(2);
    FakeTransport.Call call = rest.next();
    assertThat(call.context().namespace()).isEqualTo("n");
    assertThat(call.request())
        .isEqualTo(
            UpsertDocumentsRequest.of(
                new Document("a", fields("Tides", 2026)),
                Document.builder("b").put("year", 1).build()));
  }

  /** A note whose text the index embeds and does not store. */
  record Embedded(String id, @DocumentField(stored = false) @Nullable String body, int year) {}

  @Test
  void aTextThatIsNotStoredIsWrittenAndNotRequested() {
    rest.answering(
        new VectorResponses.UpsertResult(1, INFO),
        fetched(null, Document.builder("a").put("year", 2026).build()));
    TypedDocumentIndex<Embedded> embedded = index.as(Embedded.class);

    embedded.upsert(List.of(new Embedded("a", "Tides rise.", 2026)));
    TypedFetchResponse<Embedded> read = embedded.fetch(FetchDocumentsRequest.byIds("a"));

    assertThat(rest.next().request())
        .isEqualTo(
            UpsertDocumentsRequest.of(
                Document.builder("a").put("body", "Tides rise.").put("year", 2026).build()));
    assertThat(rest.next().request())
        .isEqualTo(FetchDocumentsRequest.builder().ids("a").fields("year").build());
    assertThat(read.items()).containsExactly(new Embedded("a", null, 2026));
  }

  @Test
  void onlyATextCanBeEmbeddedWithoutStorage() {
    record Wrong(String id, @DocumentField(stored = false) int year) {}

    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentMapper.of(Wrong.class))
        .withMessageContaining("component year of")
        .withMessageEndingWith("is not stored and has the type int, expected String");
  }

  @Test
  void aRecordThatCannotBeMappedSendsNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> notes.upsert(List.of(new Note("ä", null, 1))))
        .withMessageContaining("U+00E4");
    assertThat(rest.hasNoCall()).isTrue();
  }

  @Test
  void matchesHaveTheirIdScoreAndRecord() {
    rest.answering(
        found(
            new DocumentResponses.DocumentMatchResult(
                "a", OptionalDouble.of(0.5), fields("Tides", 2026)),
            new DocumentResponses.DocumentMatchResult(
                "b", OptionalDouble.empty(), fields("Moon", 1))));

    TypedSearchResponse<Note> response = notes.search(SEARCH);

    assertThat(response.matches())
        .containsExactly(
            new DocumentResponses.TypedMatchResult<>(
                "a", OptionalDouble.of(0.5), new Note("a", "Tides", 2026)),
            new DocumentResponses.TypedMatchResult<>(
                "b", OptionalDouble.empty(), new Note("b", "Moon", 1)));
    assertThat(response.namespace()).isEqualTo("n");
    assertThat(response.readUnits()).hasValue(2);
    assertThat(response.egressBytes()).hasValue(7);
    assertThat(response.info()).isEqualTo(INFO);
    assertThat(response.values())
        .containsExactly(new Note("a", "Tides", 2026), new Note("b", "Moon", 1));
    assertThat(response.toString()).doesNotContain("Tides");
  }

  @Test
  void readsRequestTheFieldsOfTheRecordUnlessTheRequestSelectsOthers() {
    rest.answering(found(), found(), found(), fetched(null), fetched(null), fetched(null));
    TypedDocumentIndex<Key> keys = index.as(Key.class);
    FetchDocumentsRequest ids = FetchDocumentsRequest.byIds("a");

    var unused = notes.search(SEARCH);
    unused = notes.search(SEARCH.toBuilder().fields("year").build());
    var unusedKeys = keys.search(SEARCH);
    var unusedToo = notes.fetch(ids);
    unusedToo = notes.fetch(ids.toBuilder().fields("year").build());
    var unusedKeysToo = keys.fetch(ids);

    assertThat(rest.next().request()).isEqualTo(SEARCH.toBuilder().fields("title", "year").build());
    assertThat(rest.next().request()).isEqualTo(SEARCH.toBuilder().fields("year").build());
    assertThat(rest.next().request())
        .isEqualTo(SEARCH.toBuilder().fields(FieldSelection.none()).build());
    assertThat(rest.next().request()).isEqualTo(ids.toBuilder().fields("title", "year").build());
    assertThat(rest.next().request()).isEqualTo(ids.toBuilder().fields("year").build());
    assertThat(rest.next().request()).isEqualTo(ids);
  }

  @Test
  void fetchedDocumentsAreRecordsPageByPage() {
    FetchDocumentsRequest request = FetchDocumentsRequest.matching(Filter.eq("year", 1));
    rest.answering(
        fetched("next", new Document("a", fields("Tides", 1))),
        fetched(null, new Document("b", fields("Moon", 1))));

    List<Note> all = notes.fetchAll(request).stream().toList();

    assertThat(all).containsExactly(new Note("a", "Tides", 1), new Note("b", "Moon", 1));
    assertThat(rest.next().request())
        .isEqualTo(request.toBuilder().fields("title", "year").build());
    assertThat(rest.next().request())
        .isEqualTo(request.toBuilder().fields("title", "year").paginationToken("next").build());
  }

  @Test
  void aDocumentThatCannotBeMappedFailsTheCall() {
    rest.answering(fetched(null, Document.builder("a").put("title", "Tides").build()));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> notes.fetch(FetchDocumentsRequest.byIds("a")))
        .withMessageStartingWith("document 'a' has no field 'year'");
  }

  @Test
  void theAsynchronousVariantReturnsTheSame() {
    AsyncTypedDocumentIndex<Note> async = notes.async().namespace("n");
    CompletableFuture<TypedSearchResponse<Note>> search = async.search(SEARCH);
    FakeTransport.Call call = rest.next();
    assertThat(call.context().namespace()).isEqualTo("n");
    assertThat(search).isNotDone();

    call.answer()
        .complete(
            found(
                new DocumentResponses.DocumentMatchResult(
                    "a", OptionalDouble.of(1), fields("T", 1))));
    assertThat(search.join().values()).containsExactly(new Note("a", "T", 1));

    CompletableFuture<TypedSearchResponse<Note>> failing = async.search(SEARCH);
    rest.next()
        .answer()
        .complete(
            found(
                new DocumentResponses.DocumentMatchResult(
                    "a", OptionalDouble.of(1), DocumentFields.empty())));
    assertThatThrownBy(failing::join).hasCauseInstanceOf(IllegalArgumentException.class);

    CompletableFuture<TypedSearchResponse<Note>> cancelled = async.search(SEARCH);
    cancelled.cancel(true);
    assertThat(rest.next().answer()).isCancelled();
  }

  @Test
  void viewsKeepTheRecordClass() {
    rest.answering(fetched(null));

    var unused =
        notes
            .with(CallOptions.defaults().timeout(Duration.ofSeconds(1)))
            .namespace("n")
            .fetch(FetchDocumentsRequest.byIds("a"));

    assertThat(rest.next().context().namespace()).isEqualTo("n");
    assertThat(notes.documents()).isSameAs(index);
    assertThat(notes.toString()).contains(Note.class.getName());
  }
}
