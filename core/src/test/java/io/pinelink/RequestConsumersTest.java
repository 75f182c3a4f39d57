package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.documents.Document;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.records.SearchRecordsRequest;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The overloads that take a lambda send the same requests as the ones that take a request. */
class RequestConsumersTest {
  private static final Vector VECTOR = Vector.of("a", new float[] {1, 2});
  private static final Document DOCUMENT = Document.builder("a").put("title", "tides").build();
  private static final ScoringClause TEXT = ScoringClause.text("tides", "title");
  private static final String UNANSWERED = "no answer is needed";

  private record Note(String id, String title) {}

  private final FakeTransport rest = new FakeTransport(Protocol.REST);
  private final Pinelink client = Pinelink.builder().apiKey("any-api-key").transports(rest).build();
  private final Index index = client.indexAt("docs-a1.svc.aped-1.pinecone.io");
  private final RecordIndex records = client.recordsAt("docs-a1.svc.aped-1.pinecone.io");
  private final DocumentIndex documents = client.documentsAt("docs-a1.svc.aped-1.pinecone.io");

  RequestConsumersTest() {
    rest.responding = request -> new IllegalStateException(UNANSWERED);
  }

  @AfterEach
  void closeClient() {
    client.close();
  }

  @Test
  void aLambdaSetsTheValuesOfARequestForVectors() {
    assertSent(
        () -> index.query(q -> q.vector(1, 2).topK(5)),
        QueryRequest.builder().vector(1, 2).topK(5).build());
    assertSent(() -> index.upsert(u -> u.vectors(VECTOR)), UpsertRequest.of(VECTOR));
    assertSent(() -> index.fetch(f -> f.ids("a", "b")), FetchRequest.byIds("a", "b"));
    assertSent(() -> index.delete(d -> d.ids("a", "b")), DeleteRequest.byIds("a", "b"));
    assertSent(
        () -> index.delete(d -> d.filter(Filter.eq("lang", "et"))),
        DeleteRequest.matching(Filter.eq("lang", "et")));
  }

  @Test
  void aLambdaSetsTheValuesOfARequestForDocuments() {
    assertSent(
        () -> documents.search(s -> s.scoreBy(TEXT).topK(5)),
        SearchDocumentsRequest.builder(TEXT).topK(5).build());
    assertSent(
        () -> documents.upsert(u -> u.documents(DOCUMENT)), UpsertDocumentsRequest.of(DOCUMENT));
    assertSent(
        () -> documents.fetch(f -> f.ids("a").fields("title")),
        FetchDocumentsRequest.builder().ids("a").fields("title").build());
    assertSent(() -> documents.delete(d -> d.ids("a")), DeleteRequest.byIds("a"));
    assertSent(() -> documents.delete(d -> d.all()), DeleteRequest.all());
  }

  @Test
  void aLambdaSetsTheValuesOfARequestForTypedDocuments() {
    TypedDocumentIndex<Note> notes = documents.as(Note.class);

    assertSent(
        () -> notes.search(s -> s.scoreBy(TEXT).topK(5)),
        SearchDocumentsRequest.builder(TEXT).topK(5).fields("title").build());
    assertSent(
        () -> notes.fetch(f -> f.ids("a")),
        FetchDocumentsRequest.builder().ids("a").fields("title").build());
  }

  @Test
  void aLambdaSetsTheValuesOfASearchForRecords() {
    assertSent(
        () -> records.search(s -> s.text("tyres").topK(5)),
        SearchRecordsRequest.builder().text("tyres").topK(5).build());
  }

  @Test
  void aMethodReferenceIsNoMoreAmbiguousThanALambda() {
    assertSent(() -> index.query(this::nearest), QueryRequest.nearest(1, 2));
    assertSent(() -> index.async().query(this::nearest).join(), QueryRequest.nearest(1, 2));
  }

  private void nearest(QueryRequest.Builder query) {
    query.vector(1, 2);
  }

  @Test
  void anAbsentValueDoesNotWidenACall() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.delete(d -> {}))
        .withMessage("delete has 0 of ids, filter and all, expected exactly one");
    assertThatIllegalArgumentException().isThrownBy(() -> index.query(q -> q.topK(5)));
    assertThatIllegalArgumentException().isThrownBy(() -> index.fetch(f -> {}));
    assertThatIllegalArgumentException().isThrownBy(() -> documents.delete(d -> {}));
    assertThatIllegalArgumentException().isThrownBy(() -> documents.fetch(f -> f.limit(5)));
    assertThat(rest.hasNoCall()).isTrue();
  }

  @Test
  @SuppressWarnings("NullAway")
  void nullIsRefusedByTheNameOfTheParameter() {
    assertRefusedByName(() -> index.query((Consumer<QueryRequest.Builder>) null));
    assertRefusedByName(() -> index.query((QueryRequest) null));
    assertRefusedByName(() -> index.upsert((Consumer<UpsertRequest.Builder>) null));
    assertRefusedByName(() -> index.fetch((Consumer<FetchRequest.Builder>) null));
    assertRefusedByName(() -> index.delete((Consumer<DeleteRequest.Builder>) null));
    assertRefusedByName(() -> index.async().query((Consumer<QueryRequest.Builder>) null));
    assertRefusedByName(() -> records.search((Consumer<SearchRecordsRequest.Builder>) null));
    assertRefusedByName(() -> documents.search((Consumer<SearchDocumentsRequest.Builder>) null));
    assertRefusedByName(() -> documents.upsert((Consumer<UpsertDocumentsRequest.Builder>) null));
    assertRefusedByName(() -> documents.fetch((Consumer<FetchDocumentsRequest.Builder>) null));
    assertRefusedByName(() -> documents.delete((Consumer<DeleteRequest.Builder>) null));
  }

  private static void assertRefusedByName(ThrowingCallable call) {
    assertThatNullPointerException().isThrownBy(call).withMessageContaining("request");
  }

  private void assertSent(ThrowingCallable call, Object request) {
    assertThatThrownBy(call).hasStackTraceContaining(UNANSWERED);
    assertThat(rest.next().request()).isEqualTo(request);
  }
}
