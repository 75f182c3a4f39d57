package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.model.QueryRequest;
import io.pinelink.server.TestClients.Response;
import io.pinelink.testsupport.BuilderSetting;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the data plane's JSON, byte for byte where the API documentation specifies it. */
@Tag("slow")
class VectorsOverRestTest {
  private static EmbeddedPinecone pinecone;
  private static TestClients clients;
  private static int made;
  private String host = "";

  @BeforeAll
  static void start() {
    pinecone = EmbeddedPinecone.start();
    clients = new TestClients(pinecone);
  }

  @AfterAll
  static void stop() {
    clients.close();
    pinecone.close();
  }

  @BeforeEach
  void createIndex() {
    host = create("\"dimension\":2");
    ok(
        "POST",
        "/vectors/upsert",
        """
        {"namespace":"books","vectors":[
          {"id":"b-1","values":[1,0],"metadata":{"lang":"et","pages":312,"tags":["a","b"]}},
          {"id":"b-2","values":[0,1],"metadata":{"lang":"de","draft":true}},
          {"id":"c-1","values":[1,1]}]}\
        """);
  }

  @Test
  void upsertReportsTheNumberOfVectors() {
    Response response =
        ok(
            "POST",
            "/vectors/upsert",
            "{\"vectors\":[{\"id\":\"a\",\"values\":[1,2]},{\"id\":\"a\",\"values\":[3,4]}]}");

    assertThat(response.body()).isEqualTo("{\"upsertedCount\":2}");
    assertThat(ok("GET", "/vectors/fetch?ids=a", "").json().at("/vectors/a/values/0").intValue())
        .isEqualTo(3);
  }

  @Test
  void emptyMembersOfAQueryResponseAreWritten() {
    assertThat(ok("POST", "/query", "{\"topK\":1,\"vector\":[1,0],\"namespace\":\"books\"}").body())
        .isEqualTo(
            "{\"results\":[],\"matches\":[{\"id\":\"b-1\",\"score\":1.0,\"values\":[]}],"
                + "\"namespace\":\"books\",\"usage\":{\"readUnits\":1}}");
    assertThat(ok("POST", "/query", "{\"topK\":1,\"id\":\"none\"}").body())
        .isEqualTo(
            "{\"results\":[],\"matches\":[],\"namespace\":\"\",\"usage\":{\"readUnits\":1}}");
  }

  @Test
  void bothSpellingsAreAccepted() {
    String camel =
        "{\"topK\":3,\"vector\":[1,0],\"namespace\":\"books\",\"includeValues\":true,"
            + "\"includeMetadata\":true,\"unknown\":{\"x\":[]},"
            + "\"filter\":{\"lang\":\"et\"},\"sparseVector\":null}";
    String snake =
        camel
            .replace("topK", "top_k")
            .replace("includeValues", "include_values")
            .replace("includeMetadata", "include_metadata");

    assertThat(ok("POST", "/query", snake).body())
        .isEqualTo(ok("POST", "/query", camel).body())
        .contains("\"metadata\":{\"lang\":\"et\",\"pages\":312,\"tags\":[\"a\",\"b\"]}")
        .contains("\"values\":[1.0,0.0]");
  }

  static List<BuilderSetting> numbersOfAQuery() {
    return BuilderSetting.of(QueryRequest.Builder.class, Set.of()).stream()
        .filter(setting -> setting.type() == int.class || setting.type() == float.class)
        .toList();
  }

  /** The unit test of the request has the bounds in figures. */
  @ParameterizedTest
  @MethodSource("numbersOfAQuery")
  void aNumberOfAQueryHasTheBoundsOfTheClientInBothSpellings(BuilderSetting number) {
    Bounds bounds = Bounds.of(number, QueryRequest::builder);
    String snakeCase = number.name().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);

    for (String name : Set.of(number.name(), snakeCase)) {
      for (Object accepted : bounds.accepted()) {
        ok("POST", "/query", queryWith(name, accepted));
      }
      for (Object refused : bounds.refused()) {
        Response response = call("POST", "/query", queryWith(name, refused));
        assertThat(response.status()).as(name + " " + refused).isEqualTo(400);
        assertThat(response.json().path("code").intValue()).isEqualTo(3);
      }
    }
  }

  private static String queryWith(String name, Object number) {
    String topK = Set.of("topK", "top_k").contains(name) ? "" : "\"topK\":1,";
    return "{" + topK + "\"vector\":[1,2],\"" + name + "\":" + number + "}";
  }

  @Test
  void updateByIdMergesMetadataAndReturnsAnEmptyObject() {
    Response response =
        ok(
            "POST",
            "/vectors/update",
            "{\"id\":\"b-1\",\"namespace\":\"books\",\"set_metadata\":{\"lang\":\"fi\"}}");

    assertThat(response.body()).isEqualTo("{}");
    JsonNode metadata = fetch("b-1").path("metadata");
    assertThat(metadata.path("lang").textValue()).isEqualTo("fi");
    assertThat(metadata.path("pages").intValue()).isEqualTo(312);
  }

  @Test
  void updateByFilterCountsAndADryRunOnlyCounts() {
    String update =
        "{\"namespace\":\"books\",\"filter\":{\"lang\":{\"$exists\":true}},"
            + "\"setMetadata\":{\"seen\":true}";

    Response dry = ok("POST", "/vectors/update", update + ",\"dryRun\":true}");
    assertThat(dry.body()).isEqualTo("{\"matchedRecords\":2}");
    assertThat(dry.headers()).doesNotContainKey("x-pinecone-request-lsn");
    assertThat(fetch("b-1").at("/metadata/seen").isMissingNode()).isTrue();

    assertThat(ok("POST", "/vectors/update", update + "}").body())
        .isEqualTo("{\"matchedRecords\":2}");
    assertThat(fetch("b-1").at("/metadata/seen").booleanValue()).isTrue();
    assertThat(fetch("c-1").has("metadata")).isFalse();
    assertThat(ok("POST", "/vectors/update", update.replace("books", "none") + "}").body())
        .isEqualTo("{\"matchedRecords\":0}");
  }

  @Test
  void vectorsAreDeletedByIdsFilterOrAll() {
    assertThat(ok("POST", "/vectors/delete", "{\"ids\":[\"b-1\"],\"namespace\":\"books\"}").body())
        .isEqualTo("{}");
    ok("POST", "/vectors/delete", "{\"filter\":{\"lang\":\"de\"},\"namespace\":\"books\"}");
    assertThat(count()).isEqualTo(1);
    ok("POST", "/vectors/delete", "{\"deleteAll\":true,\"namespace\":\"books\"}");
    assertThat(count()).isZero();
  }

  @Test
  void fetchReturnsTheGivenNamespace() {
    assertThat(ok("GET", "/vectors/fetch?ids=x", "").body())
        .isEqualTo("{\"vectors\":{},\"namespace\":\"\",\"usage\":{\"readUnits\":1}}");
    assertThat(ok("GET", "/vectors/fetch?ids=b-2&ids=x&ids=c-1&namespace=books", "").body())
        .isEqualTo(
            "{\"vectors\":{\"b-2\":{\"id\":\"b-2\",\"values\":[0.0,1.0],"
                + "\"metadata\":{\"lang\":\"de\",\"draft\":true}},"
                + "\"c-1\":{\"id\":\"c-1\",\"values\":[1.0,1.0]}},"
                + "\"namespace\":\"books\",\"usage\":{\"readUnits\":1}}");
  }

  @Test
  void fetchByMetadataPaginatesAndBindsTokensToTheirRequest() {
    String question = "{\"namespace\":\"books\",\"filter\":{\"lang\":{\"$in\":[\"et\",\"de\"]}}";
    JsonNode first = ok("POST", "/vectors/fetch_by_metadata", question + ",\"limit\":1}").json();
    assertThat(first.path("vectors").has("b-1")).isTrue();
    assertThat(first.path("namespace").textValue()).isEqualTo("books");
    String token = first.at("/pagination/next").textValue();

    JsonNode last =
        ok(
                "POST",
                "/vectors/fetch_by_metadata",
                question + ",\"limit\":1,\"pagination_token\":\"" + token + "\"}")
            .json();
    assertThat(last.path("vectors").has("b-2")).isTrue();
    assertThat(last.has("pagination")).isFalse();

    refused(
        "/vectors/fetch_by_metadata",
        "{\"namespace\":\"books\",\"filter\":{\"lang\":\"et\"},\"paginationToken\":\""
            + token
            + "\"}",
        "another listing");
    refused(
        "/vectors/fetch_by_metadata",
        question.replace("books", "other") + ",\"paginationToken\":\"" + token + "\"}",
        "another listing");
    assertThat(
            ok("POST", "/vectors/fetch_by_metadata", "{\"filter\":{\"lang\":\"et\"}}")
                .json()
                .path("namespace")
                .textValue())
        .isEqualTo("__default__");
  }

  @Test
  void idsAreListedInPages() {
    JsonNode first = ok("GET", "/vectors/list?prefix=b-&limit=1&namespace=books", "").json();
    assertThat(first.at("/vectors/0/id").textValue()).isEqualTo("b-1");
    String token = first.at("/pagination/next").textValue().replace("=", "%3D");

    Response last =
        ok("GET", "/vectors/list?prefix=b-&limit=1&namespace=books&paginationToken=" + token, "");
    assertThat(last.body())
        .isEqualTo(
            "{\"vectors\":[{\"id\":\"b-2\"}],\"namespace\":\"books\",\"usage\":{\"readUnits\":1}}");
  }

  @Test
  void statsAcceptPostAndGet() {
    String stats =
        "{\"namespaces\":{\"books\":{\"vectorCount\":3}},\"dimension\":2,\"indexFullness\":0,"
            + "\"totalVectorCount\":3,\"metric\":\"cosine\",\"vectorType\":\"dense\"}";

    assertThat(ok("POST", "/describe_index_stats", "{}").body()).isEqualTo(stats);
    assertThat(ok("POST", "/describe_index_stats", "{\"filter\":{}}").body()).isEqualTo(stats);
    assertThat(ok("GET", "/describe_index_stats", "").body()).isEqualTo(stats);
    refused("/describe_index_stats", "{\"filter\":{\"a\":1}}", "filter");
  }

  @Test
  void aSparseIndexHasNoDimensionAndUnsignedIndices() {
    host = create("\"vector_type\":\"sparse\"");
    ok(
        "POST",
        "/vectors/upsert",
        "{\"vectors\":[{\"id\":\"s\",\"sparse_values\":{\"indices\":[4294967295,1],"
            + "\"values\":[0.5,2]}}]}");

    assertThat(ok("GET", "/describe_index_stats", "").json().has("dimension")).isFalse();
    assertThat(
            ok(
                    "POST",
                    "/query",
                    "{\"topK\":1,\"sparseVector\":{\"indices\":[1],\"values\":[1]},"
                        + "\"includeValues\":true}")
                .json()
                .at("/matches/0")
                .toString())
        .isEqualTo(
            "{\"id\":\"s\",\"score\":2.0,\"values\":[],"
                + "\"sparseValues\":{\"indices\":[1,4294967295],\"values\":[2.0,0.5]}}");
  }

  @Test
  void namespacesAreCreatedListedDescribedAndDeleted() {
    assertThat(
            ok(
                    "POST",
                    "/namespaces",
                    "{\"name\":\"a/b c\",\"schema\":{\"fields\":{\"lang\":{\"filterable\":true}}}}")
                .body())
        .isEqualTo(
            "{\"name\":\"a/b c\",\"record_count\":\"0\","
                + "\"schema\":{\"fields\":{\"lang\":{\"filterable\":true}}},"
                + "\"indexed_fields\":{\"fields\":[\"lang\"]}}");
    assertThat(ok("GET", "/namespaces/books", "").body())
        .isEqualTo("{\"name\":\"books\",\"record_count\":\"3\"}");
    assertThat(ok("GET", "/namespaces/__default__", "").body())
        .isEqualTo("{\"name\":\"__default__\",\"record_count\":\"0\"}");

    JsonNode first = ok("GET", "/namespaces?limit=2", "").json();
    assertThat(first.path("total_count").intValue()).isEqualTo(3);
    assertThat(first.path("namespaces").findValuesAsText("name"))
        .containsExactly("__default__", "a/b c");
    JsonNode last =
        ok(
                "GET",
                "/namespaces?limit=2&paginationToken="
                    + first.at("/pagination/next").textValue().replace("=", "%3D"),
                "")
            .json();
    assertThat(last.path("namespaces").findValuesAsText("name")).containsExactly("books");
    assertThat(last.has("pagination")).isFalse();
    assertThat(ok("GET", "/namespaces?prefix=b", "").json().path("total_count").intValue())
        .isEqualTo(1);

    assertThat(ok("DELETE", "/namespaces/a%2Fb%20c", "").body()).isEqualTo("{}");
    assertThat(call("GET", "/namespaces/a%2Fb%20c", "").status()).isEqualTo(404);
  }

  @Test
  void theSchemaOfANamespaceLimitsFilters() {
    ok(
        "POST",
        "/namespaces",
        "{\"name\":\"ruled\",\"schema\":{\"fields\":{\"lang\":{\"filterable\":true}}}}");
    ok(
        "POST",
        "/vectors/upsert",
        "{\"namespace\":\"ruled\",\"vectors\":[{\"id\":\"r\",\"values\":[1,2],"
            + "\"metadata\":{\"lang\":\"et\",\"pages\":3}}]}");

    assertThat(matches("ruled", "{\"lang\":\"et\"}")).isEqualTo(1);
    assertThat(matches("ruled", "{\"pages\":3}")).isZero();
    assertThat(matches("books", "{\"pages\":312}")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "POST|/namespaces|{\"name\":\"books\"}|409|6",
        "POST|/namespaces|{\"name\":\"__default__\"}|409|6",
        "POST|/namespaces|{\"name\":\"\"}|400|3",
        "POST|/namespaces|{\"name\":\"n\",\"schema\":{}}|400|3",
        "POST|/namespaces|{\"name\":\"n\",\"schema\":{\"fields\":{\"a\":{\"filterable\":false}}}}|400|3",
        "GET|/namespaces/none||404|5",
        "DELETE|/namespaces/none||404|5",
        "GET|/namespaces?limit=0||400|3",
        "GET|/namespaces?limit=101||400|3",
        "GET|/namespaces?limit=many||400|3",
        "GET|/namespaces?paginationToken=x||400|3",
        "POST|/vectors/delete|{\"deleteAll\":true,\"namespace\":\"none\"}|404|5",
        "POST|/vectors/delete|{\"filter\":{}}|400|3",
        "POST|/vectors/delete|{\"ids\":[\"a\"],\"deleteAll\":true}|400|3",
        "POST|/vectors/delete|{}|400|3",
        "POST|/vectors/update|{\"id\":\"b-1\",\"filter\":{\"a\":1},\"setMetadata\":{\"b\":1}}|400|3",
        "POST|/vectors/update|{\"filter\":{\"a\":1},\"values\":[1,2],\"setMetadata\":{\"b\":1}}|400|3",
        "POST|/vectors/update|{\"filter\":{\"a\":1}}|400|3",
        "POST|/vectors/update|{\"filter\":{},\"setMetadata\":{\"b\":1}}|400|3",
        "POST|/vectors/update|{\"id\":\"b-1\",\"setMetadata\":{\"b\":null}}|400|3",
        "POST|/vectors/update|{\"id\":\"b-1\",\"dryRun\":true}|400|3",
        "POST|/vectors/update|{}|400|3",
        "POST|/vectors/fetch_by_metadata|{}|400|3",
        "POST|/vectors/fetch_by_metadata|{\"filter\":{\"a\":1},\"limit\":10001}|400|3",
        "GET|/vectors/fetch||400|3",
        "GET|/vectors/list?limit=101||400|3",
        "POST|/vectors/upsert|{\"vectors\":[]}|400|3",
        "POST|/vectors/upsert|{\"vectors\":[{\"id\":\"a\",\"values\":[1,2,3]}]}|400|3",
        "POST|/vectors/upsert|{\"vectors\":[{\"id\":\"a\",\"values\":[1e39,2]}]}|400|3",
        "POST|/vectors/upsert|{\"vectors\":[{\"id\":\"a\",\"values\":[\"x\",2]}]}|400|3",
        "POST|/vectors/upsert|{\"vectors\":[{\"id\":7,\"values\":[1,2]}]}|400|3",
        "POST|/vectors/upsert|{\"vectors\":|400|3",
        "POST|/vectors/upsert|[]|400|3",
        "POST|/vectors/upsert|{} {}|400|3",
        "POST|/vectors/upsert||400|3",
        "POST|/query|{\"vector\":[1,2]}|400|3",
        "POST|/query|{\"topK\":10001,\"vector\":[1,2]}|400|3",
        "POST|/query|{\"topK\":99999999999999999999,\"vector\":[1,2]}|400|3",
        "POST|/query|{\"topK\":1.5,\"vector\":[1,2]}|400|3",
        "POST|/query|{\"topK\":1}|400|3",
        "POST|/query|{\"topK\":1,\"vector\":[1,2],\"id\":\"a\"}|400|3",
        "POST|/query|{\"topK\":1,\"vector\":[1,2],\"filter\":{\"$x\":1}}|400|3",
        "PUT|/query|{}|404|5",
      })
  void aRefusalHasTheStatusAndTheCode(
      String method, String path, String body, int status, int code) {
    Response response = call(method, path, body == null ? "" : body);

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.header("content-type")).isEqualTo("application/json");
    assertThat(response.json().path("code").intValue()).isEqualTo(code);
    assertThat(response.json().path("message").textValue()).isNotEmpty();
    assertThat(response.json().path("details").isArray()).isTrue();
  }

  @Test
  void sequenceNumbersBelongToTheNamespace() {
    Response written = ok("POST", "/vectors/delete", "{\"ids\":[\"b-1\"],\"namespace\":\"books\"}");
    String lsn = written.header("x-pinecone-request-lsn");
    assertThat(lsn).isNotEmpty();
    assertThat(written.header("x-pinecone-lsn-committed")).isEqualTo(lsn);
    ok("POST", "/vectors/upsert", "{\"vectors\":[{\"id\":\"a\",\"values\":[1,2]}]}");

    Response read = ok("GET", "/vectors/list?namespace=books", "");
    assertThat(read.header("x-pinecone-max-indexed-lsn")).isEqualTo(lsn);
    assertThat(read.header("x-pinecone-lsn-reconciled")).isEqualTo(lsn);
    assertThat(ok("GET", "/vectors/list?namespace=none", "").header("x-pinecone-max-indexed-lsn"))
        .isEqualTo("0");
  }

  @Test
  void aLargeAnswerIsRefusedAsOverGrpc() {
    try (EmbeddedPinecone large = EmbeddedPinecone.builder().maxUpsertBytes(64 << 20).start();
        TestClients largeClients = new TestClients(large)) {
      String index =
          "{\"name\":\"docs\",\"dimension\":1536,\"spec\":{\"serverless\":"
              + "{\"cloud\":\"aws\",\"region\":\"us-east-1\"}}}";
      String largeHost =
          largeClients
              .http(
                  Listener.CONTROL,
                  "api.pinecone.io",
                  "POST",
                  "/indexes",
                  EmbeddedPinecone.API_KEY,
                  index)
              .json()
              .path("host")
              .textValue();
      String values = "0.12345678" + ",0.87654321".repeat(1535);
      StringBuilder upsert = new StringBuilder("{\"vectors\":[");
      for (int i = 0; i < 1_000; i++) {
        upsert.append(i == 0 ? "" : ",").append("{\"id\":\"v").append(i).append("\",\"values\":[");
        upsert.append(values).append("]}");
      }
      assertThat(
              largeClients
                  .http(
                      Listener.PUBLIC_DATA,
                      largeHost,
                      "POST",
                      "/vectors/upsert",
                      EmbeddedPinecone.API_KEY,
                      upsert + "]}")
                  .body())
          .isEqualTo("{\"upsertedCount\":1000}");

      // 680 vectors are 4.19 million bytes as a message, and twice as much as JSON.
      for (int topK : new int[] {600, 700}) {
        Response found =
            largeClients.http(
                Listener.PUBLIC_DATA,
                largeHost,
                "POST",
                "/query",
                EmbeddedPinecone.API_KEY,
                "{\"topK\":" + topK + ",\"id\":\"v0\",\"includeValues\":true}");
        assertThat(found.status()).isEqualTo(topK == 600 ? 200 : 400);
        if (topK == 700) {
          assertThat(found.json().path("code").intValue()).isEqualTo(11);
          assertThat(found.json().path("message").textValue())
              .startsWith("Error, message length too large: found ");
        }
      }
    }
  }

  @Test
  void anUpsertOverTwoMegabytesIsRefused() {
    String padding = " ".repeat(2 * 1024 * 1024);

    refused(
        "/vectors/upsert",
        "{\"vectors\":[{\"id\":\"a\",\"values\":[1,2]}]" + padding + "}",
        "exceeds the limit of 2097152");
  }

  @Test
  void heldWritesAreVisibleAfterTheirRelease() {
    pinecone.holdWrites();
    try {
      Response written =
          ok("POST", "/vectors/delete", "{\"ids\":[\"b-1\"],\"namespace\":\"books\"}");
      Response read = ok("GET", "/vectors/fetch?ids=b-1&namespace=books", "");
      assertThat(read.json().path("vectors").has("b-1")).isTrue();
      assertThat(Long.parseLong(read.header("x-pinecone-max-indexed-lsn")))
          .isLessThan(Long.parseLong(written.header("x-pinecone-request-lsn")));
    } finally {
      pinecone.releaseWrites();
    }

    assertThat(
            ok("GET", "/vectors/fetch?ids=b-1&namespace=books", "")
                .json()
                .path("vectors")
                .has("b-1"))
        .isFalse();
  }

  @Test
  void aVisibilityDelayIsNotNegative() {
    assertThatThrownBy(() -> EmbeddedPinecone.builder().visibilityDelay(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("visibilityDelay");
    assertThatThrownBy(() -> EmbeddedPinecone.builder().maxUpsertBytes(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0");
  }

  private static String create(String shape) {
    String name = "rest-" + made++;
    String body =
        "{\"name\":\""
            + name
            + "\","
            + shape
            + ",\"spec\":{\"serverless\":{\"cloud\":\"aws\",\"region\":\"us-east-1\"}}}";
    Response response =
        clients.http(
            Listener.CONTROL,
            "api.pinecone.io",
            "POST",
            "/indexes",
            EmbeddedPinecone.API_KEY,
            body);
    return response.json().path("host").textValue();
  }

  private JsonNode fetch(String id) {
    return ok("GET", "/vectors/fetch?namespace=books&ids=" + id, "").json().at("/vectors/" + id);
  }

  private int count() {
    return ok("GET", "/describe_index_stats", "").json().path("totalVectorCount").intValue();
  }

  private int matches(String namespace, String filter) {
    return ok(
            "POST",
            "/query",
            "{\"topK\":9,\"vector\":[1,1],\"namespace\":\""
                + namespace
                + "\",\"filter\":"
                + filter
                + "}")
        .json()
        .path("matches")
        .size();
  }

  private void refused(String path, String body, String reason) {
    Response response = call("POST", path, body);
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.json().path("message").textValue()).contains(reason);
  }

  private Response ok(String method, String path, String body) {
    Response response = call(method, path, body);
    assertThat(response.status()).as(response.body()).isEqualTo(200);
    return response;
  }

  private Response call(String method, String path, String body) {
    return clients.http(Listener.PUBLIC_DATA, host, method, path, EmbeddedPinecone.API_KEY, body);
  }
}
