package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.FetchDocumentsResponse;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.documents.UpdateDocumentsRequest;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.internal.response.DocumentResponses;
import io.pinelink.internal.response.RecordResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Fields;
import io.pinelink.model.Filter;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.Protocol;
import io.pinelink.model.Response;
import io.pinelink.records.RecordHit;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.records.SearchRecordsResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that responses about documents, ids and records that were not asked for are refused. */
class DocumentSubjectTest extends ClientScene {
  private static Object fetch(DocumentIndex index) {
    return index.fetch(FetchDocumentsRequest.byIds("a", "b"));
  }

  private static Object search(DocumentIndex index) {
    return index.search(
        SearchDocumentsRequest.builder(ScoringClause.text("t", "q")).topK(2).build());
  }

  private static Object list(DocumentIndex index) {
    return index.listIds(ListIdsRequest.builder().prefix("a").limit(2).build());
  }

  private static FetchDocumentsResponse fetched(String... ids) {
    return new DocumentResponses.FetchDocumentsResult(
        Stream.of(ids).map(id -> new Document(id, DocumentFields.empty())).toList(),
        Optional.empty(),
        "",
        OptionalLong.of(1),
        OptionalLong.empty(),
        Optional.empty(),
        INFO);
  }

  private static SearchDocumentsResponse found(String... ids) {
    return new DocumentResponses.SearchDocumentsResult(
        Stream.of(ids)
            .<DocumentMatch>map(
                id ->
                    new DocumentResponses.DocumentMatchResult(
                        id, OptionalDouble.of(1), DocumentFields.empty()))
            .toList(),
        "",
        OptionalLong.of(1),
        OptionalLong.empty(),
        Optional.empty(),
        INFO);
  }

  private static ListIdsResponse listed(String... ids) {
    return new VectorResponses.ListIdsResult(
        Arrays.asList(ids), Optional.empty(), "", OptionalLong.of(1), OptionalLong.empty(), INFO);
  }

  private void assertAnswered(Response answer, Function<DocumentIndex, Object> call) {
    assertThat(answering(answer, client -> call.apply(client.documentsAt(PUBLIC))))
        .isEqualTo(answer);
  }

  private void assertRefused(
      Response answer, Function<DocumentIndex, Object> call, String description) {
    assertThatThrownBy(() -> answering(answer, client -> call.apply(client.documentsAt(PUBLIC))))
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageEndingWith("malformed response: " + description);
  }

  private Object answering(Response answer, Function<Pinelink, Object> call) {
    FakeTransport transport = new FakeTransport(Protocol.REST).answering(answer);
    try (Pinelink client = builder().transports(transport).build()) {
      return call.apply(client);
    }
  }

  @Test
  void anUnrequestedDocumentIsMalformed() {
    assertAnswered(fetched(), DocumentSubjectTest::fetch);
    assertAnswered(fetched("b", "a"), DocumentSubjectTest::fetch);
    assertRefused(
        fetched("a", "c"),
        DocumentSubjectTest::fetch,
        "the answer has document 'c', which was not asked for");
  }

  @Test
  void aDocumentThatIsFetchedTwiceIsMalformed() {
    assertRefused(
        fetched("a", "b", "a"), DocumentSubjectTest::fetch, "the answer has document 'a' twice");
    Function<DocumentIndex, Object> byFilter =
        index -> index.fetch(FetchDocumentsRequest.matching(Filter.eq("k", "v")));
    assertAnswered(fetched("x", "y"), byFilter);
    assertRefused(fetched("x", "x"), byFilter, "the answer has document 'x' twice");
  }

  @Test
  void moreMatchesThanRequestedAreMalformed() {
    assertAnswered(found("a", "b"), DocumentSubjectTest::search);
    assertRefused(
        found("a", "b", "c"),
        DocumentSubjectTest::search,
        "the answer has 3 matches, asked for at most 2");
  }

  @Test
  void aDocumentThatIsFoundTwiceIsMalformed() {
    assertRefused(
        found("a", "a"), DocumentSubjectTest::search, "the answer has document 'a' twice");
  }

  @Test
  void anUnrequestedIdIsMalformed() {
    assertAnswered(listed("a", "ab"), DocumentSubjectTest::list);
    assertRefused(
        listed("a", "b"),
        DocumentSubjectTest::list,
        "the answer has id 'b', asked for the prefix 'a'");
    assertRefused(listed("a", "a"), DocumentSubjectTest::list, "the answer has document 'a' twice");
    assertRefused(
        listed("a", "ab", "ac"),
        DocumentSubjectTest::list,
        "the answer has 3 ids, asked for at most 2");
  }

  @Test
  void aWriteThatCountsMoreDocumentsThanSentIsMalformed() {
    UpsertDocumentsRequest upsert =
        UpsertDocumentsRequest.of(Document.builder("a").put("t", "x").build());
    assertAnswered(new VectorResponses.UpsertResult(1, INFO), index -> index.upsert(upsert));
    assertRefused(
        new VectorResponses.UpsertResult(2, INFO),
        index -> index.upsert(upsert),
        "the answer counts 2 upserted documents, the request has 1");
    UpdateDocumentsRequest update =
        UpdateDocumentsRequest.of(DocumentUpdate.builder("a").put("t", "y").build());
    assertAnswered(
        new VectorResponses.UpdateResult(OptionalLong.empty(), INFO),
        index -> index.update(update));
    assertRefused(
        new VectorResponses.UpdateResult(OptionalLong.of(7), INFO),
        index -> index.update(update),
        "the answer counts 7 matched documents, the request has 1");
    assertRefused(
        new VectorResponses.DeleteResult(OptionalLong.of(3), INFO),
        index -> index.delete(DeleteRequest.byIds("a", "b")),
        "the answer counts 3 matched documents, the request has 2");
    assertAnswered(
        new VectorResponses.DeleteResult(OptionalLong.of(3), INFO),
        index -> index.delete(DeleteRequest.matching(Filter.eq("k", "v"))));
  }

  @Test
  void anUnrequestedVectorIdIsMalformed() {
    ListIdsResponse answer =
        new VectorResponses.ListIdsResult(
            List.of("b"), Optional.empty(), "", OptionalLong.of(1), OptionalLong.empty(), INFO);

    assertThatThrownBy(
            () ->
                answering(
                    answer,
                    client -> client.indexAt(PUBLIC).listIds(ListIdsRequest.withPrefix("a"))))
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageEndingWith("the answer has id 'b', asked for the prefix 'a'");
  }

  @Test
  void moreHitsThanRequestedAreMalformed() {
    RecordHit hit = new RecordResponses.RecordHitResult("a", 1, Fields.empty());
    SearchRecordsResponse answer =
        new RecordResponses.SearchRecordsResult(
            List.of(hit, hit),
            "",
            OptionalLong.of(1),
            OptionalLong.of(1),
            OptionalLong.of(0),
            OptionalLong.empty(),
            INFO);

    assertThatThrownBy(
            () ->
                answering(
                    answer,
                    client ->
                        client
                            .recordsAt(PUBLIC)
                            .search(SearchRecordsRequest.builder().text("q").topK(1).build())))
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageEndingWith("the answer has 2 hits, asked for at most 1");
  }
}
