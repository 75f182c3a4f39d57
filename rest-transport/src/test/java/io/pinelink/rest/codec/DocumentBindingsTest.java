package io.pinelink.rest.codec;

import static io.pinelink.rest.Calls.failureOf;
import static io.pinelink.rest.Calls.local;
import static io.pinelink.rest.Calls.resultOf;
import static io.pinelink.spi.DocumentOperations.DELETE_DOCUMENTS;
import static io.pinelink.spi.DocumentOperations.FETCH_DOCUMENTS;
import static io.pinelink.spi.DocumentOperations.LIST_DOCUMENTS;
import static io.pinelink.spi.DocumentOperations.SEARCH_DOCUMENTS;
import static io.pinelink.spi.DocumentOperations.UPDATE_DOCUMENTS;
import static io.pinelink.spi.DocumentOperations.UPSERT_DOCUMENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.FetchDocumentsResponse;
import io.pinelink.documents.FieldSelection;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.documents.UpdateDocumentsRequest;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.ServiceException;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DenseValues;
import io.pinelink.model.Fields;
import io.pinelink.model.Filter;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.SparseValues;
import io.pinelink.rest.Calls;
import io.pinelink.rest.LoopbackServer;
import io.pinelink.rest.LoopbackServer.Answer;
import io.pinelink.rest.LoopbackServer.Received;
import io.pinelink.rest.RestTransport;
import io.pinelink.routing.Route;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.CallHandling;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Operation;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.ExtraHeaders;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents, from the model to the wire and back. */
class DocumentBindingsTest {
  private final LoopbackServer server = LoopbackServer.plaintext();
  private final Route route = local(server.port());
  private final RestTransport transport = Calls.transport();

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  @Test
  void aDocumentHasItsFieldsBesideItsId() throws Exception {
    server.answering(
        Answer.of(202, "{\"upserted_count\":1}").with("x-pinecone-lsn-committed", "7"));
    Document document =
        Document.builder("a-1")
            .put("title", "Tides \"ü\"\n")
            .put("year", 2026)
            .put("share", 0.25)
            .put("draft", false)
            .put("tags", List.of("sea", "moon"))
            .put("embedding", new float[] {0.5f, -1})
            .put("terms", SparseValues.of(new long[] {7, 4_294_967_295L}, new float[] {1, 0.1f}))
            .build();

    var written = resultOf(call(UPSERT_DOCUMENTS, UpsertDocumentsRequest.of(document)));

    assertThat(written.upsertedCount()).isEqualTo(1);
    assertThat(written.info().writeLsn()).hasValue(7);
    Received received = server.next();
    assertThat(received.line()).isEqualTo("POST /namespaces/__default__/documents/upsert");
    assertThat(received.headers().get("X-Pinecone-Api-Version")).isEqualTo("2026-04");
    assertThat(received.body())
        .isEqualTo(
            "{\"documents\":[{\"_id\":\"a-1\",\"title\":\"Tides \\\"ü\\\"\\n\",\"year\":2026,"
                + "\"share\":0.25,\"draft\":false,\"tags\":[\"sea\",\"moon\"],"
                + "\"embedding\":[0.5,-1.0],\"terms\":{\"indices\":[7,4294967295],"
                + "\"values\":[1.0,0.1]}}]}");
  }

  @Test
  void aSearchRequestsAllFieldsUnlessItSelectsSome() throws Exception {
    server.answering(200, "{\"matches\":[]}");
    SearchDocumentsRequest request =
        SearchDocumentsRequest.builder(ScoringClause.text("spring tides", "title", "body"))
            .filter(Filter.matchAll("body", "moon"))
            .topK(3)
            .build();

    resultOf(call(SEARCH_DOCUMENTS, request));
    resultOf(call(SEARCH_DOCUMENTS, request.toBuilder().fields("title").build()));
    resultOf(call(SEARCH_DOCUMENTS, request.toBuilder().fields(FieldSelection.none()).build()));

    String scored =
        "{\"score_by\":[{\"type\":\"text\",\"fields\":[\"title\",\"body\"],"
            + "\"query\":\"spring tides\"}],\"top_k\":3,";
    String filter = "\"filter\":{\"body\":{\"$match_all\":\"moon\"}}}";
    assertThat(server.next().body()).isEqualTo(scored + "\"include_fields\":[\"*\"]," + filter);
    assertThat(server.next().body()).isEqualTo(scored + "\"include_fields\":[\"title\"]," + filter);
    assertThat(server.next().body()).isEqualTo(scored + filter);
  }

  @Test
  void eachKindOfClauseHasItsForm() throws Exception {
    assertThat(clause(ScoringClause.dense("embedding", 1, 2.5f)))
        .isEqualTo("{\"type\":\"dense_vector\",\"fields\":[\"embedding\"],\"values\":[1.0,2.5]}");
    assertThat(
            clause(
                ScoringClause.sparse("terms", SparseValues.of(new int[] {3}, new float[] {0.5f}))))
        .isEqualTo(
            "{\"type\":\"sparse_vector\",\"fields\":[\"terms\"],"
                + "\"sparse_values\":{\"indices\":[3],\"values\":[0.5]}}");
    assertThat(clause(ScoringClause.queryString("body:(a AND b)")))
        .isEqualTo("{\"type\":\"query_string\",\"query\":\"body:(a AND b)\"}");
    assertThat(clause(ScoringClause.embed("body", "tides")))
        .isEqualTo("{\"type\":\"embed\",\"fields\":[\"body\"],\"query\":\"tides\"}");
    assertThat(clause(ScoringClause.sparseEmbed("body", "tides")))
        .isEqualTo("{\"type\":\"sparse_embed\",\"fields\":[\"body\"],\"query\":\"tides\"}");
    assertThat(clause(ScoringClause.raw(Fields.builder().put("type", "new").put("n", 1).build())))
        .isEqualTo("{\"type\":\"new\",\"n\":1}");
  }

  private String clause(ScoringClause clause) throws Exception {
    server.answering(200, "{\"matches\":[]}");
    resultOf(
        call(
            SEARCH_DOCUMENTS,
            SearchDocumentsRequest.builder(clause).fields(FieldSelection.none()).build()));
    String body = server.next().body();
    assertThat(body).startsWith("{\"score_by\":[").endsWith("],\"top_k\":10}");
    return body.substring("{\"score_by\":[".length(), body.length() - "],\"top_k\":10}".length());
  }

  @Test
  void matchesHaveScoresAndFields() throws Exception {
    server.answering(
        Answer.of(
                200,
                "{\"matches\":[{\"_id\":\"a\",\"_score\":1.5,\"title\":\"T\",\"year\":2026,"
                    + "\"draft\":true,\"tags\":[\"x\"],\"none\":[],\"embedding\":[1,2.5],"
                    + "\"terms\":{\"values\":[0.5],\"indices\":[4294967295]},"
                    + "\"place\":{\"lat\":1,\"values\":[2]},\"gone\":null},"
                    + "{\"_score\":null,\"_id\":\"b\"}],\"namespace\":\"ns\",\"new\":{},"
                    + "\"usage\":{\"read_units\":\"6\",\"egress_bytes\":42}}")
            .with("x-pinecone-lsn-reconciled", "9"));

    SearchDocumentsResponse found =
        resultOf(call(SEARCH_DOCUMENTS, SearchDocumentsRequest.by(ScoringClause.queryString("a"))));

    DocumentMatch first = found.matches().get(0);
    DocumentFields fields = first.fields();
    assertThat(first.score()).hasValue(1.5);
    assertThat(fields.string("title")).contains("T");
    assertThat(fields.number("year")).hasValue(2026);
    assertThat(fields.bool("draft")).contains(true);
    assertThat(fields.strings("tags")).contains(List.of("x"));
    assertThat(fields.strings("none")).contains(List.of());
    assertThat(fields.dense("embedding")).contains(DenseValues.of(1, 2.5f));
    assertThat(fields.sparse("terms"))
        .contains(SparseValues.of(new long[] {4_294_967_295L}, new float[] {0.5f}));
    assertThat(fields.asMap().get("place")).isEqualTo(Map.of("lat", 1.0, "values", List.of(2.0)));
    assertThat(fields.names()).contains("gone").doesNotContain("_id", "_score");
    assertThat(found.matches().get(1).score()).isEmpty();
    assertThat(found.namespace()).isEqualTo("ns");
    assertThat(found.readUnits()).hasValue(6);
    assertThat(found.egressBytes()).hasValue(42);
    assertThat(found.info().readLsn()).hasValue(9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"['x','y']", "[['x']]", "[]", "{'lat':1}", "{'at':{'values':[1,2]}}"})
  void theListsAndObjectsOfAReceivedDocumentCannotBeChanged(String json) throws Exception {
    assertUnmodifiable(received(json).asMap().get("f"));
  }

  private static void assertUnmodifiable(@Nullable Object value) {
    if (value instanceof List<?> list) {
      assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
      list.forEach(DocumentBindingsTest::assertUnmodifiable);
    } else if (value instanceof Map<?, ?> map) {
      assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
      map.values().forEach(DocumentBindingsTest::assertUnmodifiable);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'values':[0.1],'x':1}",
        "{'indices':[1],'values':[0.1],'x':1}",
        "{'indices':[1.5]}",
        "{'indices':[1.5],'values':[0.1]}",
        "{'indices':[-1],'values':[0.1]}",
        "{'indices':[4294967296],'values':[0.1]}",
        "{'indices':[1,2],'values':[0.1]}",
        "{'indices':[1],'values':[1.0E39]}",
        "{'indices':[1,2],'values':[0.1,'x']}",
        "{'indices':[1,null],'values':[0.1,0.2]}",
        "{'indices':[],'values':[]}",
        "{'indices':{},'values':[0.1]}",
      })
  void objectsThatAreNotSparseValuesAreKept(String json) throws Exception {
    DocumentFields fields = received(json);

    assertThat(fields.sparse("f")).isEmpty();
    assertThat(fields.toJson()).isEqualTo(("{'f':" + json + "}").replace('\'', '"'));
  }

  @Test
  void sparseValuesAreTheNearestFloats() throws Exception {
    assertThat(
            received(
                    "{'values':[1.0000000596046447753906250001,-0,2],"
                        + "'indices':[4294967295,0,7]}")
                .sparse("f"))
        .contains(
            SparseValues.of(new long[] {4_294_967_295L, 0, 7}, new float[] {1.000_000_1f, -0f, 2}));
  }

  /** Returns the fields of a document with one field. */
  private DocumentFields received(String json) throws Exception {
    server.answering(200, "{\"documents\":{\"a\":{\"f\":" + json.replace('\'', '"') + "}}}");
    return resultOf(call(FETCH_DOCUMENTS, FetchDocumentsRequest.byIds("a")))
        .items()
        .get(0)
        .fields();
  }

  @Test
  void aFieldOfAnUnknownKindIsWrittenBackUnchanged() throws Exception {
    server.answering(
        200, "{\"documents\":{\"a\":{\"_id\":\"a\",\"place\":{\"lat\":1.5,\"lon\":[2,3]}}}}");
    Document document =
        resultOf(call(FETCH_DOCUMENTS, FetchDocumentsRequest.byIds("a"))).items().get(0);
    server.next();
    server.answering(202, "{}");

    resultOf(call(UPSERT_DOCUMENTS, UpsertDocumentsRequest.of(document)));

    assertThat(server.next().body())
        .isEqualTo("{\"documents\":[{\"_id\":\"a\",\"place\":{\"lat\":1.5,\"lon\":[2,3]}}]}");
  }

  @Test
  void aFetchIsByIdsOrByFilter() throws Exception {
    server.answering(
        200,
        "{\"documents\":{\"b\":{\"_id\":\"b\",\"t\":\"x\"},\"a\":{}},"
            + "\"pagination\":{\"next\":\"tok\"},\"namespace\":\"ns\"}");

    FetchDocumentsResponse byIds =
        resultOf(
            call(
                FETCH_DOCUMENTS,
                FetchDocumentsRequest.builder().ids("a", "b").fields("t").build()));
    FetchDocumentsResponse byFilter =
        resultOf(
            call(
                FETCH_DOCUMENTS,
                FetchDocumentsRequest.builder()
                    .filter(Filter.eq("lang", "et"))
                    .limit(2)
                    .paginationToken("p")
                    .build()));

    assertThat(server.next().body())
        .isEqualTo("{\"ids\":[\"a\",\"b\"],\"include_fields\":[\"t\"]}");
    assertThat(server.next().body())
        .isEqualTo(
            "{\"filter\":{\"lang\":{\"$eq\":\"et\"}},\"limit\":2,\"pagination_token\":\"p\"}");
    assertThat(byIds.items()).extracting(Document::id).containsExactly("b", "a");
    assertThat(byIds.find("b")).contains(Document.builder("b").put("t", "x").build());
    assertThat(byFilter.nextToken()).contains("tok");
  }

  @Test
  void updatesAreByIdOrByFilter() throws Exception {
    server.answering(202, "{}");
    DocumentUpdate update =
        DocumentUpdate.builder("a").put("year", 1).remove("draft", "note").build();

    resultOf(call(UPDATE_DOCUMENTS, UpdateDocumentsRequest.of(update)));
    server.answering(202, "{\"matched_records\":\"3\"}");
    var byFilter =
        resultOf(
            call(
                UPDATE_DOCUMENTS,
                UpdateDocumentsRequest.matching(
                    Filter.eq("lang", "et"),
                    DocumentFields.builder().put("lang", "est").build(),
                    "draft")));

    assertThat(server.next().body())
        .isEqualTo(
            "{\"documents\":[{\"_id\":\"a\",\"year\":1,\"_remove_fields\":[\"draft\",\"note\"]}]}");
    assertThat(server.next().body())
        .isEqualTo(
            "{\"filter\":{\"lang\":{\"$eq\":\"et\"}},\"set_fields\":{\"lang\":\"est\"},"
                + "\"remove_fields\":[\"draft\"]}");
    assertThat(byFilter.matchedRecords()).hasValue(3);
  }

  @Test
  void deletesAreByIdByFilterOrOfAll() throws Exception {
    server.answering(202, "");

    var byIds = resultOf(call(DELETE_DOCUMENTS, DeleteRequest.byIds("a")));
    resultOf(call(DELETE_DOCUMENTS, DeleteRequest.matching(Filter.eq("n", 1))));
    resultOf(call(DELETE_DOCUMENTS, DeleteRequest.all()));

    assertThat(byIds.matchedRecords()).isEmpty();
    assertThat(server.next().body()).isEqualTo("{\"ids\":[\"a\"]}");
    assertThat(server.next().body()).isEqualTo("{\"filter\":{\"n\":{\"$eq\":1}}}");
    assertThat(server.next().body()).isEqualTo("{\"delete_all\":true}");
  }

  @Test
  void aListHasIds() throws Exception {
    server.answering(
        200, "{\"documents\":[{\"_id\":\"a\"},{\"_id\":\"ab\",\"x\":1}],\"pagination\":null}");

    ListIdsResponse page =
        resultOf(
            call(
                LIST_DOCUMENTS,
                ListIdsRequest.builder().prefix("a").limit(5).paginationToken("t").build()));

    assertThat(page.items()).containsExactly("a", "ab");
    assertThat(page.nextToken()).isEmpty();
    assertThat(server.next().body())
        .isEqualTo("{\"prefix\":\"a\",\"limit\":5,\"pagination_token\":\"t\"}");
  }

  @ParameterizedTest
  @CsvSource({"'', __default__", "a b/c, a%20b%2Fc", "., %2E", ".., %2E%2E"})
  void theNamespaceIsOneSegmentOfThePath(String namespace, String segment) throws Exception {
    server.answering(200, "{}");

    resultOf(call(LIST_DOCUMENTS, ListIdsRequest.all(), namespace));

    assertThat(server.next().line()).isEqualTo("POST /namespaces/" + segment + "/documents/list");
  }

  @Test
  void aRefusalHasItsCodeAndText() throws Exception {
    server.answering(
        400,
        "{\"status\":400,\"error\":{\"code\":\"INVALID_ARGUMENT\",\"message\":\"no such field\"}}");

    assertThat(failureOf(call(LIST_DOCUMENTS, ListIdsRequest.all())))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
              assertThat(e).hasMessageContaining("no such field");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"matches\":[{\"_score\":1}]} | member 'matches._id' is missing",
        "{\"matches\":[7]} | is 7, expected an object",
        "{\"matches\":[{\"_id\":\"a\",\"e\":[1,\"x\"]}]} | is a string, expected a number",
      })
  void aMalformedMatchIsReported(String body, String problem) throws Exception {
    server.answering(200, body);

    assertThat(
            failureOf(
                call(SEARCH_DOCUMENTS, SearchDocumentsRequest.by(ScoringClause.queryString("a")))))
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageContaining(problem);
  }

  private <Q, R> CompletableFuture<R> call(Operation<Q, R> operation, Q request) {
    return call(operation, request, "");
  }

  private <Q, R> CompletableFuture<R> call(Operation<Q, R> operation, Q request, String namespace) {
    CallContext context =
        new CallContext(
            route,
            namespace,
            Deadline.after(Calls.LONG),
            new ApiKey(Calls.KEY),
            ExtraHeaders.none(),
            1,
            CallHandling.unobserved(false));
    return transport.call(operation, request, context);
  }
}
