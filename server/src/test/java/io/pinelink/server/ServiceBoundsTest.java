package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.server.internal.http.ServerResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the bounds of requests, and small rules of responses, through the whole server. */
class ServiceBoundsTest {
  private static final String VERSION = "2026-07";
  private static final String OLDER = "2026-04";
  private static final String SERVERLESS =
      "'spec':{'serverless':{'cloud':'aws','region':'us-east-1'}}}";

  private static EmbeddedPinecone pinecone;
  private static VersionedCaller caller;

  @BeforeAll
  static void start() {
    pinecone = EmbeddedPinecone.start();
    caller = new VersionedCaller(pinecone);
    index("docs", "'dimension':2,'metric':'dotproduct'," + SERVERLESS);
    index("words", "'vector_type':'sparse'," + SERVERLESS);
  }

  @AfterAll
  static void stop() {
    pinecone.close();
  }

  private static void index(String name, String rest) {
    assertThat(caller.create("/indexes", "{'name':'" + name + "'," + rest)).isEqualTo(host(name));
  }

  private static String host(String index) {
    return index + "-a1b234c.svc.aped-4627-b74a.pinecone.io";
  }

  private static ServerResponse call(String index, String method, String path, String body) {
    return caller.rest(VERSION, host(index), method, path, body);
  }

  private static JsonNode ok(String method, String path, String body) {
    return ok("docs", method, path, body);
  }

  private static JsonNode ok(String index, String method, String path, String body) {
    ServerResponse response = call(index, method, path, body);
    assertThat(response.status()).as(VersionedCaller.text(response)).isEqualTo(200);
    return VersionedCaller.json(response);
  }

  private static void status(int status, ServerResponse response) {
    assertThat(response.status()).as(VersionedCaller.text(response)).isEqualTo(status);
  }

  private static String joined(int count, String separator, String each) {
    return IntStream.range(0, count)
        .mapToObj(i -> each.replace("#", Integer.toString(i)))
        .collect(Collectors.joining(separator));
  }

  private static String vectors(int count) {
    return joined(count, ",", "{'id':'v#','values':[1,2],'metadata':{'kind':'a'}}");
  }

  @ParameterizedTest
  @CsvSource({"0, 400", "1, 200", "1000, 200", "1001, 400"})
  void anUpsertHas1To1000Vectors(int count, int status) {
    status(
        status,
        call(
            "docs",
            "POST",
            "/vectors/upsert",
            "{'namespace':'u','vectors':[" + vectors(count) + "]}"));
  }

  @ParameterizedTest
  @CsvSource({"0, 400", "1, 200", "1000, 200", "1001, 400"})
  void fetchesAndDeletionsName1To1000Ids(int count, int status) {
    ok("POST", "/namespaces", "{'name':'ids-" + count + "'}");

    status(status, call("docs", "GET", "/vectors/fetch?" + joined(count, "&", "ids=v#"), ""));
    status(
        status,
        call(
            "docs",
            "POST",
            "/vectors/delete",
            "{'namespace':'ids-" + count + "','ids':[" + joined(count, ",", "'v#'") + "]}"));
  }

  @ParameterizedTest
  @CsvSource({"0, 400", "1, 200", "512, 200", "513, 400"})
  void idsHave1To512Characters(int length, int status) {
    status(
        status,
        call(
            "docs",
            "POST",
            "/vectors/upsert",
            "{'namespace':'n','vectors':[{'id':'" + "x".repeat(length) + "','values':[1,2]}]}"));
  }

  @ParameterizedTest
  @CsvSource({"ä", "a\\u0000b"})
  void idsAndNamespacesAreAsciiWithoutNul(String name) {
    status(
        400,
        call(
            "docs",
            "POST",
            "/vectors/upsert",
            "{'vectors':[{'id':'" + name + "','values':[1,2]}]}"));
    status(
        400,
        call(
            "docs",
            "POST",
            "/vectors/upsert",
            "{'namespace':'" + name + "','vectors':[{'id':'a','values':[1,2]}]}"));
  }

  @ParameterizedTest
  @CsvSource({"1, 200", "512, 200", "513, 400"})
  void namespacesHaveAtMost512Characters(int length, int status) {
    status(
        status,
        call(
            "docs",
            "POST",
            "/vectors/upsert",
            "{'namespace':'" + "n".repeat(length) + "','vectors':[{'id':'a','values':[1,2]}]}"));
  }

  @ParameterizedTest
  @CsvSource({"-1, 400", "0, 200", "4294967295, 200", "4294967296, 400"})
  void sparseIndicesAreUnsignedNumbersOf32Bits(String position, int status) {
    status(
        status,
        call(
            "words",
            "POST",
            "/vectors/upsert",
            "{'vectors':[{'id':'a','sparseValues':{'indices':[" + position + "],'values':[1]}}]}"));
  }

  @Test
  void numbersInMetadataAre64BitFloats() {
    ok(
        "POST",
        "/vectors/upsert",
        "{'namespace':'numbers','vectors':[{'id':'a','values':[1,2],'metadata':"
            + "{'large':9007199254740993,'small':0.1,'whole':3}}]}");

    assertThat(
            ok("GET", "/vectors/fetch?namespace=numbers&ids=a", "")
                .at("/vectors/a/metadata")
                .toString())
        .isEqualTo("{\"large\":9007199254740992,\"small\":0.1,\"whole\":3}");
  }

  @Test
  void anUpdateOfAnUnknownIdReturnsAnEmptyObject() {
    assertThat(ok("POST", "/vectors/update", "{'id':'unknown','values':[1,2]}").toString())
        .isEqualTo("{}");
    assertThat(ok("GET", "/vectors/fetch?ids=unknown", "").path("vectors")).isEmpty();
  }

  @Test
  void aDeletionOfUnknownIdsReturnsAnEmptyObject() {
    assertThat(ok("POST", "/vectors/delete", "{'ids':['unknown']}").toString()).isEqualTo("{}");
  }

  @Test
  void readUnitsGrowWithEveryTenFetchedRecords() {
    ok("POST", "/vectors/upsert", "{'namespace':'units','vectors':[" + vectors(101) + "]}");

    for (int count : new int[] {1, 10, 11, 20, 21}) {
      assertThat(
              ok("GET", "/vectors/fetch?namespace=units&" + joined(count, "&", "ids=v#"), "")
                  .at("/usage/readUnits")
                  .intValue())
          .isEqualTo((count + 9) / 10);
    }
    assertThat(ok("GET", "/vectors/list?namespace=units", "").at("/usage/readUnits").intValue())
        .isEqualTo(1);
    assertThat(
            ok("POST", "/query", "{'namespace':'units','topK':100,'vector':[1,2]}")
                .at("/usage/readUnits")
                .intValue())
        .isEqualTo(1);
  }

  @Test
  void aFetchByMetadataHas100RecordsByDefaultAndAtMost10000() {
    ok("POST", "/vectors/upsert", "{'namespace':'pages','vectors':[" + vectors(101) + "]}");
    String filter = "{'namespace':'pages','filter':{'kind':'a'}";

    JsonNode first = ok("POST", "/vectors/fetch_by_metadata", filter + "}");
    assertThat(first.path("vectors")).hasSize(100);
    assertThat(first.at("/pagination/next").textValue()).isNotEmpty();
    JsonNode all = ok("POST", "/vectors/fetch_by_metadata", filter + ",'limit':10000}");
    assertThat(all.path("vectors")).hasSize(101);
    status(400, call("docs", "POST", "/vectors/fetch_by_metadata", filter + ",'limit':10001}"));
  }

  @Test
  void scanFactorAndMaxCandidatesHaveBoundsAndNoEffect() {
    ok("POST", "/vectors/upsert", "{'namespace':'scan','vectors':[" + vectors(50) + "]}");
    String query = "{'namespace':'scan','topK':50,'vector':[1,2]";
    JsonNode plain = ok("POST", "/query", query + "}");

    for (String accepted :
        new String[] {
          "'scanFactor':0.5", "'scanFactor':4", "'maxCandidates':1", "'maxCandidates':100000"
        }) {
      assertThat(ok("POST", "/query", query + "," + accepted + "}")).isEqualTo(plain);
    }
    for (String refused :
        new String[] {
          "'scanFactor':0.49", "'scanFactor':4.01", "'maxCandidates':0", "'maxCandidates':100001"
        }) {
      status(400, call("docs", "POST", "/query", query + "," + refused + "}"));
    }
  }

  @Test
  void theDefaultNamespaceIsReachedByThreeNames() {
    ok("POST", "/vectors/upsert", "{'vectors':[{'id':'absent','values':[1,2]}]}");
    ok("POST", "/vectors/upsert", "{'namespace':'','vectors':[{'id':'empty','values':[1,2]}]}");
    ok(
        "POST",
        "/vectors/upsert",
        "{'namespace':'__default__','vectors':[{'id':'named','values':[1,2]}]}");

    for (String namespace : new String[] {"", "&namespace=", "&namespace=__default__"}) {
      JsonNode fetched = ok("GET", "/vectors/fetch?ids=absent&ids=empty&ids=named" + namespace, "");
      assertThat(fetched.path("vectors")).hasSize(3);
      assertThat(fetched.path("namespace").textValue()).isEmpty();
    }
    assertThat(ok("GET", "/vectors/list?limit=1", "").path("namespace").textValue()).isEmpty();
    assertThat(ok("POST", "/query", "{'topK':1,'vector':[1,2]}").path("namespace").textValue())
        .isEmpty();
    assertThat(
            ok("POST", "/vectors/fetch_by_metadata", "{'filter':{'kind':'a'}}")
                .path("namespace")
                .textValue())
        .isEqualTo("__default__");
    assertThat(ok("GET", "/namespaces/__default__", "").path("name").textValue())
        .isEqualTo("__default__");
    assertThat(ok("GET", "/describe_index_stats", "").at("/namespaces").has("")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"50, 200, 201", "51, 400, 400"})
  void schemasOfMetadataHaveAtMost50Fields(int count, int ofNamespace, int ofIndex) {
    String schema = "'schema':{'fields':{" + joined(count, ",", "'f#':{'filterable':true}") + "}}";

    status(
        ofNamespace,
        call("docs", "POST", "/namespaces", "{'name':'schema-" + count + "'," + schema + "}"));
    status(
        ofIndex,
        caller.control(
            OLDER,
            "POST",
            "/indexes",
            "{'name':'schema-"
                + count
                + "','dimension':2,'spec':{'serverless':{'cloud':'aws','region':'us-east-1',"
                + schema
                + "}}}"));
  }

  @ParameterizedTest
  @CsvSource({"1, 201", "45, 201", "46, 400"})
  void namesOfIndexesHave1To45Characters(int length, int status) {
    status(
        status,
        caller.control(
            OLDER,
            "POST",
            "/indexes",
            "{'name':'" + "i".repeat(length) + "','dimension':20000," + SERVERLESS));
  }

  @ParameterizedTest
  @CsvSource({"20, 80, 120, 201", "21, 80, 120, 400", "1, 81, 120, 400", "1, 80, 121, 400"})
  void tagsAreLimitedInNumberAndLength(int count, int key, int value, int status) {
    String tags =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    "'" + (i + "k".repeat(key)).substring(0, key) + "':'" + "v".repeat(value) + "'")
            .collect(Collectors.joining(","));
    status(
        status,
        caller.control(
            OLDER,
            "POST",
            "/indexes",
            "{'name':'tags-"
                + count
                + "-"
                + key
                + "-"
                + value
                + "','dimension':2,'tags':{"
                + tags
                + "},"
                + SERVERLESS));
  }

  @Test
  void deletionProtectionDoesNotProtectData() {
    index("protected", "'dimension':2,'deletion_protection':'enabled'," + SERVERLESS);
    ok("protected", "POST", "/vectors/upsert", "{'vectors':[{'id':'a','values':[1,2]}]}");

    ok("protected", "POST", "/vectors/delete", "{'deleteAll':true}");

    assertThat(ok("protected", "GET", "/vectors/fetch?ids=a", "").path("vectors")).isEmpty();
    status(403, caller.control(OLDER, "DELETE", "/indexes/protected", ""));
  }

  @Test
  void aByocIndexHasTheSmallestCapacityByDefault() {
    caller.create(
        "/indexes", "{'name':'own','dimension':2,'spec':{'byoc':{'environment':'own-env'}}}");

    JsonNode capacity =
        VersionedCaller.json(caller.control(OLDER, "GET", "/indexes/own", ""))
            .at("/spec/byoc/read_capacity");
    assertThat(capacity.path("mode").textValue()).isEqualTo("Dedicated");
    assertThat(capacity.at("/dedicated/manual/shards").intValue()).isEqualTo(1);
    assertThat(capacity.at("/dedicated/manual/replicas").intValue()).isEqualTo(1);
  }

  @Test
  void fullnessIsZeroOrAbsent() {
    caller.create(
        "/indexes",
        "{'name':'pods','dimension':2,'spec':{'pod':{'environment':'e','pod_type':'p1.x1'}}}");
    caller.create(
        "/indexes", "{'name':'full','dimension':2,'spec':{'byoc':{'environment':'own-env'}}}");

    for (String index : new String[] {"docs", "pods", "full"}) {
      JsonNode stats = ok(index, "GET", "/describe_index_stats", "");
      assertThat(stats.path("indexFullness").doubleValue()).isZero();
      assertThat(stats.path("memoryFullness").asDouble(0)).isZero();
      assertThat(stats.path("storageFullness").asDouble(0)).isZero();
    }
  }

  @Test
  void aProjectHasAnyNumberOfIndexes() {
    for (int i = 0; i < 210; i++) {
      index("many-" + i, "'dimension':2," + SERVERLESS);
    }

    assertThat(VersionedCaller.json(caller.control(OLDER, "GET", "/indexes", "")).path("indexes"))
        .hasSizeGreaterThan(209);
  }

  @ParameterizedTest
  @CsvSource({"1500, 1000, 200", "1501, 1000, 400", "1500, 1001, 400"})
  void addressesAndIntegrationsOfImportsAreLimited(int uri, int integration, int status) {
    ServerResponse response =
        call(
            "docs",
            "POST",
            "/bulk/imports",
            "{'uri':'"
                + ("file:///none/" + "x/".repeat(uri)).substring(0, uri)
                + "','integrationId':'"
                + "i".repeat(integration)
                + "'}");

    status(status, response);
  }
}
