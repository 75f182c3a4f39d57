package io.pinelink.server.internal.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.server.TestClients;
import io.pinelink.server.TestClients.Response;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests records as clients in any language see them. */
class RecordEndpointsTest {
  private static EmbeddedPinecone pinecone;

  @BeforeAll
  static void start() {
    pinecone = EmbeddedPinecone.start();
    create(
        "/indexes/create-for-model",
        "{'name':'docs','cloud':'aws','region':'us-east-1','embed':"
            + "{'model':'multilingual-e5-large','field_map':{'text':'chunk_text'},"
            + "'write_parameters':{'truncate':'NONE'}}}");
    create(
        "/indexes/create-for-model",
        "{'name':'words','cloud':'aws','region':'us-east-1','embed':"
            + "{'model':'pinecone-sparse-english-v0','field_map':{'text':'chunk_text'}}}");
    create(
        "/indexes",
        "{'name':'plain','dimension':2,"
            + "'spec':{'serverless':{'cloud':'aws','region':'us-east-1'}}}");
    for (String index : List.of("docs", "words")) {
      Response written =
          upsert(
              index,
              "books",
              """
              {'_id':'r1','chunk_text':'Winter tyres are compulsory.','topic':'cars'}
              {'id':'r2','chunk_text':'Mushroom season peaks.','topic':'food','n':2}
              """);
      assertThat(written.status()).isEqualTo(201);
      assertThat(written.body()).isEmpty();
      assertThat(written.header("x-pinecone-request-lsn")).matches("[1-9][0-9]*");
    }
  }

  @AfterAll
  static void close() {
    pinecone.close();
  }

  private static void create(String path, String body) {
    assertThat(call(Listener.CONTROL, "api.pinecone.io", path, body).status()).isEqualTo(201);
  }

  private static Response call(Listener listener, String host, String path, String body) {
    try (TestClients clients = new TestClients(pinecone)) {
      return clients.http(
          listener, host, "POST", path, EmbeddedPinecone.API_KEY, body.replace('\'', '"'));
    }
  }

  private static Response upsert(String index, String namespace, String lines) {
    return data(index, "/records/namespaces/" + namespace + "/upsert", lines);
  }

  private static Response search(String index, String body) {
    return data(index, "/records/namespaces/books/search", body);
  }

  private static Response data(String index, String path, String body) {
    String host = index + "-a1b234c.svc.aped-4627-b74a.pinecone.io";
    return call(Listener.PUBLIC_DATA, host, path, body);
  }

  private static List<String> ids(Response response) {
    assertThat(response.status()).as(response.body()).isEqualTo(200);
    return response.json().at("/result/hits").findValuesAsText("_id");
  }

  @Test
  void aSearchByTextReturnsHitsAndUsage() {
    Response response = search("docs", "{'query':{'top_k':2,'inputs':{'text':'winter tyres'}}}");

    assertThat(response.header("x-pinecone-max-indexed-lsn")).matches("[1-9][0-9]*");
    JsonNode body = response.json();
    assertThat(ids(response)).containsExactly("r1", "r2");
    assertThat(body.at("/result/hits/0/_score").doubleValue()).isBetween(0.5, 1.0);
    assertThat(body.at("/result/hits/0/fields").toString())
        .isEqualTo("{\"chunk_text\":\"Winter tyres are compulsory.\",\"topic\":\"cars\"}");
    assertThat(body.at("/result/hits/1/fields/n").toString()).isEqualTo("2");
    assertThat(body.path("usage").toString())
        .isEqualTo("{\"read_units\":1,\"embed_total_tokens\":2}");
  }

  @Test
  void aSearchByIdOrVectorCostsNoTokens() {
    Response byId = search("docs", "{'query':{'top_k':1,'id':'r2'}}");

    assertThat(ids(byId)).containsExactly("r2");
    assertThat(byId.json().path("usage").toString()).isEqualTo("{\"read_units\":1}");
    assertThat(ids(search("docs", "{'query':{'top_k':1,'id':'nobody'}}"))).isEmpty();
  }

  @Test
  void hitsHaveTheRequestedFields() {
    Response response =
        search("docs", "{'query':{'top_k':1,'id':'r2'},'fields':['topic','n','other']}");

    assertThat(response.json().at("/result/hits/0/fields").toString())
        .isEqualTo("{\"topic\":\"food\",\"n\":2}");
  }

  @Test
  void aFilterNarrowsTheSearch() {
    assertThat(
            ids(
                search(
                    "docs",
                    "{'query':{'top_k':9,'inputs':{'text':'winter tyres'},"
                        + "'filter':{'topic':'food'}}}")))
        .containsExactly("r2");
  }

  @Test
  void rerankingReplacesScoresAndKeepsTheBest() {
    JsonNode body =
        search(
                "docs",
                "{'query':{'top_k':2,'inputs':{'text':'winter tyres'}},'fields':['topic'],"
                    + "'rerank':{'model':'bge-reranker-v2-m3','rank_fields':['chunk_text'],"
                    + "'top_n':1,'query':'mushroom season peaks'}}")
            .json();

    assertThat(body.path("result").toString())
        .isEqualTo("{\"hits\":[{\"_id\":\"r2\",\"_score\":1.0,\"fields\":{\"topic\":\"food\"}}]}");
    assertThat(body.at("/usage/rerank_units").intValue()).isEqualTo(1);
  }

  @Test
  void rerankingWithoutHitsIsEmpty() {
    assertThat(
            ids(
                search(
                    "docs",
                    "{'query':{'top_k':2,'inputs':{'text':'x'},'filter':{'topic':'none'}},"
                        + "'rerank':{'model':'bge-reranker-v2-m3','rank_fields':['chunk_text']}}")))
        .isEmpty();
  }

  @Test
  void theSizeOfAResultIsMeasuredInBytes() {
    String line = "{'_id':'ID','chunk_text':'large','more':'" + "漢".repeat(13_000) + "'}\n";
    for (int i = 0; i < 108; i += 36) {
      StringBuilder lines = new StringBuilder();
      for (int j = i; j < i + 36; j++) {
        lines.append(line.replace("ID", "large-" + j));
      }
      assertThat(upsert("words", "large", lines.toString()).status()).isEqualTo(201);
    }
    String path = "/records/namespaces/large/search";
    String query = "{'query':{'top_k':TOP,'inputs':{'text':'large'}}}";

    assertThat(data("words", path, query.replace("TOP", "107")).status()).isEqualTo(200);
    Response refused = data("words", path, query.replace("TOP", "108"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("code").intValue()).isEqualTo(11);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"['TYRES winter'] | r1", "['tyres','compulsory'] | r1", "['winter','season'] | ''"})
  void matchTermsMustAllOccurInTheText(String terms, String found) {
    Response response =
        search(
            "words",
            "{'query':{'top_k':9,'inputs':{'text':'winter mushroom season'},"
                + "'match_terms':{'strategy':'all','terms':"
                + terms
                + "}}}");

    assertThat(String.join(",", ids(response))).isEqualTo(found);
  }

  @Test
  void aSparseVectorFindsByUnsignedIndices() {
    JsonNode embedded =
        call(
                Listener.CONTROL,
                "api.pinecone.io",
                "/embed",
                "{'model':'pinecone-sparse-english-v0','inputs':[{'text':'mushroom season'}],"
                    + "'parameters':{'input_type':'query'}}")
            .json();

    Response response =
        search(
            "words",
            "{'query':{'top_k':9,'vector':{'sparse_values':"
                + embedded.at("/data/0/sparse_values")
                + ",'sparse_indices':"
                + embedded.at("/data/0/sparse_indices")
                + "}}}");

    assertThat(ids(response)).containsExactly("r2");
    assertThat(response.json().at("/result/hits/0/_score").doubleValue()).isEqualTo(2);
  }

  @Test
  void anIndexWithoutAnEmbeddingIsSearchedOnlyByVector() {
    assertThat(ids(search("plain", "{'query':{'top_k':1,'vector':{'values':[1,0]}}}"))).isEmpty();
    assertThat(ids(search("plain", "{'query':{'top_k':1,'id':'r1'}}"))).isEmpty();
    assertRefused(
        search("plain", "{'query':{'top_k':1,'inputs':{'text':'a'}}}"),
        "Search by text needs an index with integrated embedding, plain has none");
    assertRefused(
        upsert("plain", "books", "{'_id':'r1','chunk_text':'a'}"),
        "Upsert of records needs an index with integrated embedding, plain has none");
  }

  @Test
  void theDefaultNamespaceHasANameInThePath() {
    assertThat(upsert("words", "__default__", "{'_id':'d','chunk_text':'default'}").status())
        .isEqualTo(201);
    assertThat(
            ids(
                data(
                    "words",
                    "/records/namespaces/__default__/search",
                    "{'query':{'top_k':1,'id':'d'}}")))
        .containsExactly("d");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'_id':'a','id':'a','chunk_text':'x'} | Line 2 has both '_id' and 'id'",
        "{'chunk_text':'x'} | Line 2 needs an '_id' that is a string, got null",
        "{'_id':7,'chunk_text':'x'} | Line 2 needs an '_id' that is a string, got 7",
        "{'_id':'ü','chunk_text':'x'} | Vector ID must be ASCII",
        "{'_id':'a','chunk_text' | Line 2 is not valid JSON",
        "{'_id':'a','chunk_text':'x'}{} | Line 2 is not valid JSON",
        "['a'] | Line 2 is not a JSON object",
        "{'_id':'a','n':1e400} | Line 2: Failed to parse the request body as JSON: number out of range",
        "{'_id':'a','other':'x'} | Record 'a' needs a text in the field 'chunk_text'",
        "{'_id':'a','chunk_text':['x']} | Record 'a' needs a text in the field 'chunk_text'",
        "{'_id':'a','chunk_text':'x','n':null} | Metadata value must be a string, number, boolean"
            + " or list of strings, got 'null' for field 'n'",
        "{'_id':'a','chunk_text':'x','n':{'b':1}} | got '{\"b\":1}' for field 'n'",
        "{'_id':'a','chunk_text':'x','n':[1]} | got '[1]' for field 'n'",
        "{'_id':'a','chunk_text':'x','$n':1} | must not start with '$'",
        "{'_id':'a','chunk_text':'LONG'} | 508 tokens, which exceeds the limit of 507",
        "{'_id':'a','chunk_text':'x','n':'BIG'} | exceeds the limit of 40960 bytes per vector",
      })
  void oneInvalidLineRefusesTheWholeUpsert(String line, String message) {
    String bad = line.replace("LONG", "x ".repeat(508)).replace("BIG", "b".repeat(41_000));

    assertRefused(
        upsert("docs", "books", "{'_id':'unseen','chunk_text':'fine'}\n" + bad + "\n"), message);

    assertThat(ids(search("docs", "{'query':{'top_k':1,'id':'unseen'}}"))).isEmpty();
  }

  @Test
  void anUpsertHasOneTo96Records() {
    assertRefused(upsert("docs", "books", "\n"), "at least one");
    String line = "{'_id':'x','chunk_text':'x'}\n";
    assertRefused(
        upsert("docs", "other", line.repeat(97)), "97 records, which exceeds the limit of 96");
    assertThat(upsert("docs", "other", line.repeat(96)).status()).isEqualTo(201);
    assertRefused(
        upsert("docs", "other", line + " ".repeat(2 << 20) + "\n"), "exceeds the limit of 2097152");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no JSON | as JSON",
        "{} | missing field `query`",
        "{'query':{'top_k':1}} | exactly one of [id, inputs, vector], got []",
        "{'query':{'top_k':1,'id':'a','inputs':{'text':'a'}}} |"
            + " exactly one of [id, inputs, vector], got [id, inputs]",
        "{'query':{'id':'a'}} | Missing top_k",
        "{'query':{'top_k':0,'id':'a'}} | topK must be between 1 and 10000, got 0",
        "{'query':{'top_k':'many','id':'a'}} | query.top_k: invalid type",
        "{'query':{'top_k':1,'inputs':{}}} | missing field `query.inputs.text`",
        "{'query':{'top_k':1,'vector':{'values':[1,2]}}} | Vector dimension 2 does not match",
        "{'query':{'top_k':1,'vector':{'values':['a']}}} | an array of numbers",
        "{'query':{'top_k':1,'vector':{'sparse_indices':[-1],'sparse_values':[1]}}} |"
            + " whole numbers from 0 to 4294967295",
        "{'query':{'top_k':1,'id':'r1','filter':{'a':{'$x':1}}}} | Unknown filter operator $x",
        "{'query':{'top_k':1,'id':'r1','match_terms':{'strategy':'all','terms':['a']}}} |"
            + " match_terms needs an index on model pinecone-sparse-english-v0",
        "{'query':{'top_k':1,'id':'r1'},'fields':[FIELDS]} | 101 fields",
        "{'query':{'top_k':1,'id':'r1'},'rerank':{'model':'bge-reranker-v2-m3',"
            + "'rank_fields':['chunk_text']}} | rerank.query is required",
        "{'query':{'top_k':1,'id':'r1'},'rerank':{'model':'bge-reranker-v2-m3','query':'q',"
            + "'rank_fields':['n']}} | field 'n' not found in document at index 0",
        "{'query':{'top_k':1,'id':'r1'},'rerank':{'query':'q','rank_fields':['topic']}} |"
            + " missing field `rerank.model`",
        "{'query':{'top_k':1,'id':'r1'},'rerank':{'model':'bge-reranker-v2-m3','query':'q',"
            + "'rank_fields':['topic'],'top_n':0}} | rerank.top_n must be at least 1",
      })
  void invalidSearchesAreRefused(String body, String message) {
    assertRefused(search("docs", body.replace("FIELDS", "'f',".repeat(100) + "'f'")), message);
  }

  @Test
  void termsHaveAStrategyAndWords() {
    String request = "{'query':{'top_k':1,'id':'r1','match_terms':{'strategy':'S','terms':[T]}}}";

    assertRefused(
        search("words", request.replace("'S'", "'any'").replace("T", "'a'")),
        "match_terms.strategy must be 'all', got 'any'");
    assertRefused(
        search("words", request.replace("'S'", "'all'").replace("T", "'?'")),
        "match_terms.terms must have at least one word");
  }

  @Test
  void anUnknownRerankerIsNotFound() {
    Response response =
        search(
            "docs",
            "{'query':{'top_k':1,'id':'r1'},"
                + "'rerank':{'model':'nobody','query':'q','rank_fields':['topic']}}");

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.json().path("code").intValue()).isEqualTo(5);
  }

  /** Asserts a refusal in the error format of the vector operations, as of API version 2026-04. */
  private static void assertRefused(Response response, String message) {
    assertThat(response.status()).as(response.body()).isEqualTo(400);
    JsonNode body = response.json();
    assertThat(body.path("code").intValue()).isEqualTo(3);
    assertThat(body.path("message").textValue()).contains(message);
    assertThat(body.path("details")).isEmpty();
  }
}
