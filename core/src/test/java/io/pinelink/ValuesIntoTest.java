package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.RankedSearch;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.Protocol;
import io.pinelink.model.VectorBuffer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests with a buffer: requests for documents, and calls that have no place for columns. */
class ValuesIntoTest {
  private record Note(String id, String title) {}

  private static final String HOST = "docs-a1.svc.aped-1.pinecone.io";

  private final VectorBuffer buffer = VectorBuffer.allocate(4);
  private final SearchDocumentsRequest search =
      SearchDocumentsRequest.builder(ScoringClause.text("tides", "title"))
          .valuesInto("embedding", buffer)
          .build();
  private final FetchDocumentsRequest fetch =
      FetchDocumentsRequest.builder()
          .filter(Filter.exists("title"))
          .valuesInto("embedding", buffer)
          .build();
  private final FakeTransport rest = new FakeTransport(Protocol.REST);
  private final Pinelink client = Pinelink.builder().apiKey("any-api-key").transports(rest).build();

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void requestsForDocumentsKeepTheirFieldAndBuffer() {
    assertThat(search.valuesField()).contains("embedding");
    assertThat(search.valuesInto()).containsSame(buffer);
    assertThat(search.toBuilder().build()).isEqualTo(search).hasSameHashCodeAs(search);
    assertThat(search)
        .isNotEqualTo(SearchDocumentsRequest.by(ScoringClause.text("tides", "title")))
        .isNotEqualTo(search.toBuilder().valuesInto("other", buffer).build());

    assertThat(fetch.valuesField()).contains("embedding");
    assertThat(fetch.toBuilder().fields("embedding").build().valuesInto()).containsSame(buffer);
    assertThat(fetch.toBuilder().build()).isEqualTo(fetch).hasSameHashCodeAs(fetch);
    assertThat(fetch)
        .isNotEqualTo(FetchDocumentsRequest.matching(Filter.exists("title")))
        .isNotEqualTo(fetch.toBuilder().valuesInto("other", buffer).build());
    assertThat(FetchDocumentsRequest.byIds("a").valuesField()).isEmpty();
  }

  @Test
  void aBlankFieldIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fetch.toBuilder().valuesInto(" ", buffer))
        .withMessageContaining("field");
  }

  @Test
  void readsOfSeveralPagesOrSearchesOrOfRecordsAreRefused() {
    TypedDocumentIndex<Note> notes = client.documentsAt(HOST).as(Note.class);

    assertRefused(
        "fetchAllByMetadata",
        () ->
            client
                .indexAt(HOST)
                .fetchAllByMetadata(
                    FetchByMetadataRequest.builder(Filter.exists("f")).valuesInto(buffer).build()));
    assertRefused("fetchAll", () -> client.documentsAt(HOST).fetchAll(fetch));
    assertRefused("hybridSearch", () -> RankedSearch.of("words", search));
    assertRefused("TypedDocumentIndex", () -> notes.search(search));
    assertRefused("TypedDocumentIndex", () -> notes.fetch(fetch));
    assertRefused("TypedDocumentIndex", () -> notes.fetchAll(fetch));
  }

  private static void assertRefused(String call, ThrowingCallable refused) {
    assertThatIllegalArgumentException()
        .isThrownBy(refused)
        .withMessage(
            "valuesInto is set in a request of %s, expected none: its result has no columns, so"
                + " the array could not be released",
            call);
  }
}
