package io.pinelink.rest.codec;

import static io.pinelink.rest.Calls.failureOf;
import static io.pinelink.rest.Calls.local;
import static io.pinelink.rest.Calls.resultOf;
import static io.pinelink.spi.DataOperations.SEARCH_RECORDS;
import static io.pinelink.spi.DataOperations.UPSERT_RECORDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.response.RecordResponses;
import io.pinelink.model.EmptyResponse;
import io.pinelink.model.Fields;
import io.pinelink.model.Filter;
import io.pinelink.model.SparseValues;
import io.pinelink.records.MatchTerms;
import io.pinelink.records.Reranking;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.records.SearchRecordsResponse;
import io.pinelink.records.TextRecord;
import io.pinelink.records.UpsertRecordsRequest;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records, from the model to the wire and back. */
class RecordCodecTest {
  private static final String NOTHING = "{\"result\":{\"hits\":[]},\"usage\":{\"read_units\":1}}";
  private static final UpsertRecordsRequest ONE =
      UpsertRecordsRequest.of(List.of(TextRecord.of("r1", "t", "x")));

  private final LoopbackServer server = LoopbackServer.plaintext();
  private final Route route = local(server.port());
  private final RestTransport transport = Calls.transport();

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  @Test
  void recordsAreSentAsTerminatedLines() throws Exception {
    server.answering(Answer.of(201, "").with("x-pinecone-request-lsn", "7"));
    Fields everything =
        Fields.builder()
            .put("chunk_text", "Winter\ntyres \"ü\" \u2028")
            .put("year", 2026)
            .put("share", 0.25)
            .put("draft", false)
            .put("tags", List.of("cars", "law"))
            .putNull("none")
            .put("nested", Fields.of("a", "b"))
            .build();

    EmptyResponse written =
        resultOf(
            call(
                UPSERT_RECORDS,
                UpsertRecordsRequest.of(
                    List.of(
                        new TextRecord("r1", everything),
                        TextRecord.of("r2", "chunk_text", "Mushrooms."))),
                "books"));

    assertThat(written.info().writeLsn()).hasValue(7);
    Received sent = server.next();
    assertThat(sent.line()).isEqualTo("POST /records/namespaces/books/upsert");
    assertThat(sent.headers().get("content-type")).isEqualTo("application/x-ndjson");
    assertThat(sent.body())
        .isEqualTo(
            "{\"_id\":\"r1\",\"chunk_text\":\"Winter\\ntyres \\\"ü\\\" \u2028\",\"year\":2026,"
                + "\"share\":0.25,\"draft\":false,\"tags\":[\"cars\",\"law\"],\"none\":null,"
                + "\"nested\":{\"a\":\"b\"}}\n"
                + "{\"_id\":\"r2\",\"chunk_text\":\"Mushrooms.\"}\n");
  }

  @Test
  void aThousandRecordsAreAThousandLines() throws Exception {
    server.answering(201, "");
    String text = "x".repeat(300);
    List<TextRecord> records =
        IntStream.range(0, 1_000).mapToObj(i -> TextRecord.of("r" + i, "t", text)).toList();

    resultOf(call(UPSERT_RECORDS, UpsertRecordsRequest.of(records), "books"));

    String body = server.next().body();
    assertThat(body).endsWith("\n");
    assertThat(body.lines())
        .hasSize(1_000)
        .element(999)
        .isEqualTo("{\"_id\":\"r999\",\"t\":\"" + text + "\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "'', __default__",
    "__default__, __default__",
    "books, books",
    "a b/c?d, a%20b%2Fc%3Fd",
  })
  void theNamespaceIsASegmentOfThePath(String namespace, String segment) throws Exception {
    server.answering(201, "");
    resultOf(call(UPSERT_RECORDS, ONE, namespace));
    server.answering(200, NOTHING);
    resultOf(call(SEARCH_RECORDS, SearchRecordsRequest.byText("x"), namespace));

    assertThat(server.next().line()).isEqualTo("POST /records/namespaces/" + segment + "/upsert");
    assertThat(server.next().line()).isEqualTo("POST /records/namespaces/" + segment + "/search");
  }

  @Test
  void aSearchByTextSendsAllSettings() throws Exception {
    assertThat(
            sent(
                SearchRecordsRequest.builder()
                    .text("when do I change tyres")
                    .topK(2)
                    .filter(Filter.eq("topic", "cars"))
                    .matchTerms(MatchTerms.all("winter tyres", "law"))
                    .fields("chunk_text", "topic")
                    .rerank(
                        Reranking.builder("bge-reranker-v2-m3", "chunk_text")
                            .topN(1)
                            .query("tyres")
                            .parameters(Fields.of("truncate", "END"))
                            .build())
                    .build()))
        .isEqualTo(
            "{\"query\":{\"top_k\":2,\"inputs\":{\"text\":\"when do I change tyres\"},"
                + "\"filter\":{\"topic\":{\"$eq\":\"cars\"}},"
                + "\"match_terms\":{\"strategy\":\"all\",\"terms\":[\"winter tyres\",\"law\"]}},"
                + "\"fields\":[\"chunk_text\",\"topic\"],"
                + "\"rerank\":{\"model\":\"bge-reranker-v2-m3\",\"rank_fields\":[\"chunk_text\"],"
                + "\"top_n\":1,\"parameters\":{\"truncate\":\"END\"},\"query\":\"tyres\"}}");
  }

  @Test
  void aSearchLeavesOutUnsetSettings() throws Exception {
    assertThat(sent(SearchRecordsRequest.byId("r1")))
        .isEqualTo("{\"query\":{\"top_k\":10,\"id\":\"r1\"}}");
    assertThat(sent(SearchRecordsRequest.byVector(0.1f, -3)))
        .isEqualTo("{\"query\":{\"top_k\":10,\"vector\":{\"values\":[0.1,-3.0]}}}");
  }

  @Test
  void sparseIndicesAreUnsigned() throws Exception {
    SparseValues sparse = SparseValues.of(new int[] {-1, 5}, new float[] {0.5f, 2});

    assertThat(sent(SearchRecordsRequest.byVector(sparse)))
        .isEqualTo(
            "{\"query\":{\"top_k\":10,\"vector\":{\"sparse_values\":[0.5,2.0],"
                + "\"sparse_indices\":[4294967295,5]}}}");
    assertThat(sent(SearchRecordsRequest.byVector(new float[] {1}, sparse)))
        .contains("\"vector\":{\"values\":[1.0],\"sparse_values\":[0.5,2.0],");
  }

  private String sent(SearchRecordsRequest request) throws Exception {
    server.answering(200, NOTHING);
    resultOf(call(SEARCH_RECORDS, request, "books"));
    Received sent = server.next();
    assertThat(sent.headers().get("content-type")).isEqualTo("application/json");
    return sent.body();
  }

  @Test
  void hitsComeWithScoreFieldsAndUsage() throws Exception {
    SearchRecordsResponse found =
        found(
            "{'result':{'hits':[{'_id':'r1','_score':0.91,'fields':{'chunk_text':'Winter"
                + " tyres.','year':2026,'tags':['a'],'nested':{'b':[null]}},"
                + "'new':{}},{'_score':'0.5','_id':'r2','fields':{}}],'more':[]},"
                + "'usage':{'read_units':6,'embed_total_tokens':9,'rerank_units':'1','egress_bytes':'3'},"
                + "'namespace':'v1'}");

    assertThat(found.hits())
        .containsExactly(
            new RecordResponses.RecordHitResult(
                "r1",
                0.91f,
                Fields.copyOf(
                    Map.<String, Object>of(
                        "chunk_text",
                        "Winter tyres.",
                        "year",
                        2026,
                        "tags",
                        List.of("a"),
                        "nested",
                        Fields.builder()
                            .put("b", java.util.Collections.singletonList(null))
                            .build()))),
            new RecordResponses.RecordHitResult("r2", 0.5f, Fields.empty()));
    assertThat(found.readUnits()).hasValue(6);
    assertThat(found.embedTotalTokens()).hasValue(9);
    assertThat(found.rerankUnits()).hasValue(1);
    assertThat(found.egressBytes()).hasValue(3);
    assertThat(found.namespace()).isEqualTo("v1");
    assertThat(found.toString()).doesNotContain("Winter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'result':null,'usage':null}",
        "{'result':{'hits':null},'usage':{'read_units':null}}",
      })
  void absentMembersAreEmpty(String json) throws Exception {
    SearchRecordsResponse found = found(json);

    assertThat(found.hits()).isEmpty();
    assertThat(found.namespace()).isEmpty();
    assertThat(found.egressBytes()).isEmpty();
    assertThat(found.readUnits()).isEmpty();
    assertThat(found.embedTotalTokens()).isEmpty();
    assertThat(found.rerankUnits()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'result':{'hits':[{'_score':1}]}} | member 'hits._id' is missing",
        "{'result':{'hits':[{'_id':'r'}]}} | member 'hits._score' is missing",
        "{'result':[]} | member 'result' is an array, expected an object",
      })
  void missingAndInvalidMembersAreNamed(String json, String message) throws Exception {
    server.answering(200, json.replace('\'', '"'));

    assertThat(failureOf(call(SEARCH_RECORDS, SearchRecordsRequest.byText("x"), "books")))
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'code':3,'message':'no such field','details':[]}",
        "{'status':400,'error':{'code':'INVALID_ARGUMENT','message':'no such field'}}",
        "no such field",
      })
  void bothEnvelopesAndPlainTextAreRead(String body) throws Exception {
    server.answering(400, body.replace('\'', '"'));

    PinelinkException failure = failureOf(call(UPSERT_RECORDS, ONE, "books"));

    assertThat(failure)
        .isInstanceOfSatisfying(
            ServiceException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
        .hasMessageContaining("upsertRecords")
        .hasMessageContaining("no such field");
  }

  private SearchRecordsResponse found(String json) throws Exception {
    server.answering(200, json.replace('\'', '"'));
    return resultOf(call(SEARCH_RECORDS, SearchRecordsRequest.byText("x"), "books"));
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
