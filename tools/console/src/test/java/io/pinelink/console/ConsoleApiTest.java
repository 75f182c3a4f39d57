package io.pinelink.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.documents.Document;
import io.pinelink.local.LocalServer;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import io.pinelink.network.ProxyOptions;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.IndexFamily;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests the calls of the page against the embedded server. */
class ConsoleApiTest {
  private static final IndexSpec SPEC = IndexSpec.serverless(Cloud.AWS, "us-east-1");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static LocalServer local;
  private static EmbeddedPinecone server;
  private static Pinelink client;
  private static ConsoleApi api;

  @BeforeAll
  static void start() {
    local = LocalServer.builder(EmbeddedPinecone.builder().localMode()).start();
    server = local.pinecone();
    client = server.clientBuilder().proxy(ProxyOptions.none()).build();
    client
        .controlPlane()
        .createIndex(
            CreateIndexRequest.builder("points", SPEC).dimension(3).metric(Metric.COSINE).build());
    Index points = client.index("points");
    List<Vector> vectors = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Metadata metadata =
          Metadata.builder().put("half", i < 15 ? "low" : "high").put("n", i).build();
      vectors.add(
          Vector.of("p" + (100 + i), new float[] {i < 15 ? 1 : -1, i / 30f, 0.5f}, metadata));
    }
    points.upsert(vectors);
    points.namespace("other").upsert(vectors.subList(0, 2));
    client
        .controlPlane()
        .createDocumentIndex(
            CreateDocumentIndexRequest.builder(
                    "papers",
                    IndexSchema.builder()
                        .text("title", FullTextSearch.defaults())
                        .denseVector("v", 2, Metric.COSINE)
                        .sparseVector("terms")
                        .build(),
                    SPEC)
                .build());
    client
        .documents("papers")
        .upsert(
            List.of(
                Document.builder("a")
                    .put("title", "spring tides")
                    .put("v", new float[] {1, 0})
                    .put("terms", SparseValues.of(new long[] {7}, new float[] {1}))
                    .build(),
                Document.builder("b")
                    .put("title", "tide tables")
                    .put("v", new float[] {0, 1})
                    .put("terms", SparseValues.of(new long[] {7}, new float[] {2}))
                    .build(),
                Document.builder("c")
                    .put("title", "knots")
                    .put("v", new float[] {0.9f, 0.1f})
                    .put("terms", SparseValues.of(new long[] {7}, new float[] {3}))
                    .build()));
    api = api(true);
  }

  private static ConsoleApi api(boolean writable) {
    String control = "http://localhost:" + server.address(Listener.CONTROL).getPort();
    return new ConsoleApi(
        client,
        new IndexCatalog(client, null, IndexFamily.VECTORS),
        ConsoleServerControls.of(control, null, null).orElseThrow(),
        writable,
        diagnosis ->
            Map.of(
                "dataCanFlow",
                diagnosis.dataCanFlow(),
                "steps",
                diagnosis.steps().stream().map(step -> CallJson.word(step.check())).toList()));
  }

  @AfterAll
  static void stop() {
    client.close();
    local.close();
  }

  private static JsonNode call(String call, Map<String, ? extends @Nullable Object> parameters) {
    String[] parts = call.split(" ", -1);
    Map<String, @Nullable Object> values = new HashMap<>(parameters);
    try {
      return JSON.readTree(
          ConsoleJson.bytes(api.call(parts[0], parts[1], new ConsoleRequest(values))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> ids(JsonNode list) {
    return list.findValuesAsText("id");
  }

  @Test
  void indexesAreListedWithWhatTheyStore() {
    JsonNode indexes = call("GET indexes", Map.of()).path("indexes");

    assertThat(indexes.findValuesAsText("name")).contains("points", "papers");
    for (JsonNode index : indexes) {
      boolean documents = index.path("name").asText().equals("papers");
      assertThat(index.path("family").asText()).isEqualTo(documents ? "documents" : "vectors");
      assertThat(index.path("ready").asBoolean()).isTrue();
    }
  }

  @Test
  void anIndexIsDescribedWithNamespacesAndRoute() {
    JsonNode index = call("GET index", Map.<String, Object>of("index", "points"));

    assertThat(index.path("total").asInt()).isEqualTo(32);
    assertThat(index.path("namespaces").findValuesAsText("name"))
        .containsExactly("__default__", "other");
    assertThat(index.path("namespaces").findValuesAsText("count")).containsExactly("30", "2");
    assertThat(index.at("/route/kind").asText()).isEqualTo("local");
  }

  @Test
  void recordsArePagedInTheOrderOfTheirIds() {
    JsonNode first = call("GET records", Map.<String, Object>of("index", "points", "limit", "20"));
    JsonNode second =
        call(
            "GET records",
            Map.<String, Object>of(
                "index", "points", "limit", "20", "token", first.path("next").asText()));

    assertThat(ids(first.path("items"))).hasSize(20).startsWith("p100", "p101");
    assertThat(ids(second.path("items"))).hasSize(10).endsWith("p129");
    assertThat(second.path("next").isNull()).isTrue();
    assertThat(
            ids(
                call("GET records", Map.<String, Object>of("index", "points", "prefix", "p12"))
                    .path("items")))
        .hasSize(10);
    assertThat(first.at("/call/calls").asInt()).isEqualTo(2);
  }

  @Test
  void aRecordHasAllOfItsFieldsAndValues() {
    JsonNode record = call("GET record", Map.<String, Object>of("index", "points", "id", "p101"));

    assertThat(record.path("fields").findValuesAsText("name")).containsExactly("half", "n");
    assertThat(record.at("/dense/value").size()).isEqualTo(3);
    assertThatThrownBy(
            () -> call("GET record", Map.<String, Object>of("index", "points", "id", "none")))
        .isInstanceOfSatisfying(ApiFailure.class, e -> assertThat(e.status()).isEqualTo(404));
  }

  @Test
  void vectorsAreSearchedByIdValuesAndFilter() {
    JsonNode byId =
        call(
            "POST search",
            Map.<String, Object>of("index", "points", "by", "id", "id", "p100", "topK", 3));
    JsonNode filtered =
        call(
            "POST search",
            Map.<String, Object>of(
                "index",
                "points",
                "by",
                "vector",
                "vector",
                List.of(1, 0, 0.5),
                "filter",
                Map.<String, Object>of("half", "high", "n", Map.<String, Object>of("$gte", 20))));

    assertThat(ids(byId.path("matches"))).hasSize(3).startsWith("p100");
    assertThat(byId.at("/matches/0/score").asDouble()).isGreaterThan(0.99);
    assertThat(ids(filtered.path("matches"))).hasSize(10).allMatch(id -> id.compareTo("p119") > 0);
  }

  @Test
  void documentsAreSearchedByWordsVectorAndBoth() {
    JsonNode words =
        call(
            "POST search",
            Map.<String, Object>of("index", "papers", "by", "text", "text", "tides"));
    JsonNode near =
        call("POST search", Map.<String, Object>of("index", "papers", "by", "id", "id", "a"));
    JsonNode both =
        call(
            "POST search",
            Map.<String, Object>of("index", "papers", "by", "hybrid", "text", "tables", "id", "a"));

    assertThat(ids(words.path("matches"))).contains("a").doesNotContain("c");
    assertThat(ids(near.path("matches"))).containsExactly("a", "c", "b");
    assertThat(both.path("matches").findValue("ranks").isObject()).isTrue();
    assertThat(ids(both.path("matches"))).contains("a", "b", "c");
  }

  @Test
  void documentsAreSearchedBySparseValues() {
    Map<String, Object> sparse =
        Map.<String, Object>of("indices", List.of(7), "values", List.of(1));

    JsonNode given =
        call(
            "POST search",
            Map.<String, Object>of("index", "papers", "by", "vector", "sparse", sparse));
    JsonNode byId =
        call(
            "POST search",
            Map.<String, Object>of(
                "index", "papers", "by", "id", "id", "a", "vectorField", "terms"));

    assertThat(ids(given.path("matches"))).containsExactly("c", "b", "a");
    assertThat(ids(byId.path("matches"))).containsExactly("c", "b", "a");
  }

  @Test
  void theWeightsOfAHybridSearchDecideItsOrder() {
    Map<String, Object> search =
        Map.<String, Object>of(
            "index", "papers", "by", "hybrid", "text", "knots", "vector", List.of(0, 1));

    assertThat(ids(weighted(search, "wordsWeight").path("matches"))).startsWith("c");
    assertThat(ids(weighted(search, "vectorWeight").path("matches"))).startsWith("b");
    assertThatThrownBy(
            () ->
                call(
                    "POST search",
                    with(search, Map.<String, Object>of("id", "a", "wordsWeight", 1))))
        .hasMessage("a hybrid search has either an id or values");
    assertThatThrownBy(
            () -> call("POST search", with(search, Map.<String, Object>of("wordsWeight", 0))))
        .hasMessage("wordsWeight is 0, expected a number above 0");
  }

  private static JsonNode weighted(Map<String, Object> search, String weight) {
    return call("POST search", with(search, Map.<String, Object>of(weight, 99)));
  }

  private static Map<String, Object> with(Map<String, Object> search, Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(search);
    all.putAll(more);
    return all;
  }

  @Test
  void denseAndSparseValuesOfAVectorAreWeighted() {
    client
        .controlPlane()
        .createIndex(
            CreateIndexRequest.builder("mixed", SPEC)
                .dimension(1)
                .metric(Metric.DOT_PRODUCT)
                .build());
    client
        .index("mixed")
        .upsert(
            List.of(
                Vector.builder("m")
                    .values(1)
                    .sparseValues(SparseValues.of(new long[] {7}, new float[] {1}))
                    .build()));

    JsonNode found =
        call(
            "POST search",
            Map.<String, Object>of(
                "index",
                "mixed",
                "by",
                "vector",
                "vector",
                List.of(1),
                "sparse",
                Map.<String, Object>of("indices", List.of(7), "values", List.of(1)),
                "denseWeight",
                2,
                "sparseWeight",
                10));

    assertThat(found.at("/matches/0/score").asDouble()).isEqualTo(12);
  }

  @Test
  void searchesThatAnIndexDoesNotHaveAreRefused() {
    assertThatThrownBy(
            () ->
                call(
                    "POST search",
                    Map.<String, Object>of("index", "points", "by", "text", "text", "x")))
        .isInstanceOf(ApiFailure.class)
        .hasMessage("an index without a model cannot be searched by text");
    assertThatThrownBy(
            () -> call("POST search", Map.<String, Object>of("index", "points", "by", "magic")))
        .isInstanceOf(ApiFailure.class);
    assertThatThrownBy(
            () ->
                call(
                    "POST search",
                    Map.<String, Object>of(
                        "index", "points", "by", "id", "id", "a", "topK", 100_000)))
        .hasMessage("topK is 100000, expected a whole number from 1 to 1000");
  }

  @Test
  void aPictureSeparatesWhatTheVectorsSeparate() {
    JsonNode picture = call("GET picture", Map.<String, Object>of("index", "points"));

    assertThat(picture.path("points").size()).isEqualTo(30);
    assertThat(picture.path("fields").toString()).isEqualTo("[\"half\",\"n\"]");
    for (JsonNode point : picture.path("points")) {
      boolean low = point.at("/values/0").asText().equals("low");
      boolean first = picture.at("/points/0/x").asDouble() > 0;
      assertThat(point.path("x").asDouble() > 0).isEqualTo(low == first);
    }
    assertThat(picture.at("/shares/0").asDouble()).isGreaterThan(0.9);
  }

  @Test
  void aPictureOfALargerNamespaceIsOfASample() {
    JsonNode picture =
        call("GET picture", Map.<String, Object>of("index", "points", "sample", "10"));

    assertThat(picture.path("points").size()).isEqualTo(10);
    assertThat(picture.path("method").asText()).isEqualTo("neighbours of random vectors");
  }

  @Test
  void documentsHaveAPictureToo() {
    JsonNode picture =
        call("GET picture", Map.<String, Object>of("index", "papers", "vectorField", "v"));

    assertThat(ids(picture.path("points"))).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void theDoctorReportsStepsAndRoute() {
    JsonNode diagnosis = call("GET doctor", Map.<String, Object>of("index", "points"));

    assertThat(diagnosis.path("dataCanFlow").asBoolean()).isTrue();
    assertThat(diagnosis.path("steps"))
        .extracting(JsonNode::textValue)
        .contains("host", "dns", "grpc");
    assertThat(diagnosis.at("/route/kind").asText()).isEqualTo("local");
    assertThat(call("GET routes", Map.of()).path("routes").size()).isPositive();
  }

  @Test
  void recordsAreChangedAndDeletedIfWritesAreAllowed() {
    Index index = client.index("points").namespace("changes");
    index.upsert(List.of(Vector.of("w", new float[] {1, 2, 3})));
    Map<String, Object> named =
        Map.<String, Object>of("index", "points", "namespace", "changes", "id", "w");

    Map<String, Object> update = new HashMap<>(named);
    update.put("fields", Map.<String, Object>of("lang", "et"));
    call("POST update", update);
    JsonNode changed = call("GET record", named);
    call("POST delete", named);

    assertThat(changed.at("/fields/0/value").asText()).isEqualTo("et");
    assertThatThrownBy(() -> call("GET record", named)).isInstanceOf(ApiFailure.class);
    assertThatThrownBy(
            () -> api(false).call("POST", "delete", new ConsoleRequest(new HashMap<>(named))))
        .isInstanceOfSatisfying(ApiFailure.class, e -> assertThat(e.status()).isEqualTo(403));
  }

  @Test
  void requestsOfTheServerAreFollowed() {
    long next = call("GET requests", Map.<String, Object>of("limit", "1000")).path("next").asLong();
    client.index("points").describeIndexStats();

    JsonNode page =
        call(
            "GET requests",
            Map.<String, Object>of(
                "after", String.valueOf(next), "operation", "describeIndexStats", "wait", "20"));

    assertThat(page.path("requests").findValuesAsText("operation")).contains("describeIndexStats");
  }

  @Test
  void faultsAreAddedListedAndRemoved() {
    call(
        "POST faults",
        Map.<String, Object>of(
            "name",
            "no such/one?",
            "type",
            "status",
            "attributes",
            Map.<String, Object>of("status", 503),
            "match",
            Map.<String, Object>of("index", "none")));
    assertThat(call("GET faults", Map.of()).path("faults").findValuesAsText("name"))
        .contains("no such/one?");
    call("DELETE faults", Map.<String, Object>of("name", "no such/one?"));

    assertThat(call("GET faults", Map.of()).path("faults").size()).isZero();
    assertThatThrownBy(() -> call("POST faults", Map.<String, Object>of("type", "latency")))
        .isInstanceOf(ApiFailure.class)
        .hasMessageContaining("latency");
  }
}
