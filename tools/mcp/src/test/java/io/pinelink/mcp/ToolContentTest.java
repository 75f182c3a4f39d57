package io.pinelink.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Fields;
import io.pinelink.model.Metadata;
import io.pinelink.model.Vector;
import io.pinelink.records.TextRecord;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.HostBook;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests what tools take and return: nothing is lost on the way, and nothing is ignored. */
@Tag("slow")
class ToolContentTest {
  private static final IndexSpec SPEC = IndexSpec.serverless(Cloud.AWS, "us-east-1");

  private static EmbeddedPinecone server;
  private static Pinelink client;

  @BeforeAll
  static void start() {
    server = EmbeddedPinecone.start();
    client = server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build();
    client.controlPlane().createIndex(CreateIndexRequest.dense("docs", 2, SPEC));
    client.controlPlane().createIndex(CreateIndexRequest.dense("long", 1_024, SPEC));
    client
        .controlPlane()
        .createIndexForModel(
            CreateIndexForModelRequest.builder(
                    "texts", Cloud.AWS, "us-east-1", "multilingual-e5-large", "body")
                .build());
    client
        .controlPlane()
        .createDocumentIndex(
            CreateDocumentIndexRequest.builder(
                    "papers",
                    IndexSchema.builder()
                        .text("title", FullTextSearch.defaults())
                        .sparseVector("terms")
                        .build(),
                    SPEC)
                .build());
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  private static AccessPolicy policy(boolean writes, AnswerLimits limits, String... namespaces) {
    return new AccessPolicy(
        List.of(),
        List.of(namespaces).stream().map(NamePattern::parse).toList(),
        writes,
        true,
        limits);
  }

  private static Agent agent(boolean writes) {
    return Agent.of(client, policy(writes, new AnswerLimits(50, 65_536, 2_000)));
  }

  private static Map<String, Object> in(String index, Map<String, Object> more) {
    Map<String, Object> arguments = new LinkedHashMap<>(more);
    arguments.put("index", index);
    return arguments;
  }

  private static String refusal(Agent agent, String tool, Map<String, Object> arguments) {
    JsonNode error = agent.fail(tool, arguments).path("error");
    assertThat(error.path("kind").textValue()).isEqualTo("invalid-argument");
    return error.path("message").textValue();
  }

  @Test
  void idsAndPageTokensStayWholeWhenTextsAreCut() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add("an-id-that-is-longer-than-the-limit-of-texts-" + i);
    }
    client
        .index("docs")
        .namespace("a-long-name-of-a-namespace")
        .upsert(
            ids.stream()
                .map(
                    id ->
                        Vector.of(
                            id, new float[] {1, 0}, Metadata.of("a-long-name", "x".repeat(99))))
                .toList());
    AccessPolicy small = policy(false, new AnswerLimits(50, 65_536, 16));
    List<String> listed = new ArrayList<>();
    try (Agent agent = Agent.of(client, small)) {
      Map<String, Object> request =
          in("docs", Map.<String, Object>of("namespace", "a-long-name-of-a-namespace", "limit", 2));
      JsonNode page = agent.call("list-ids", request);
      page.path("ids").forEach(id -> listed.add(id.textValue()));
      request.put("pageToken", page.path("nextPageToken").textValue());
      agent.call("list-ids", request).path("ids").forEach(id -> listed.add(id.textValue()));
      JsonNode record =
          agent
              .call(
                  "fetch",
                  in(
                      "docs",
                      Map.<String, Object>of(
                          "namespace", "a-long-name-of-a-namespace", "ids", listed)))
              .at("/records/0");

      assertThat(listed).containsExactlyElementsOf(ids);
      assertThat(record.at("/metadata/a-long-name").textValue()).isEqualTo("x".repeat(16) + "…");
      assertThat(agent.fail("fetch", in("docs", Map.of())).at("/error/message").textValue())
          .isEqualTo("the argument 'ids' is missing");
    }
  }

  @Test
  void fieldsThatAWriteWouldIgnoreAreRefused() {
    try (Agent agent = agent(true)) {
      Map<String, Object> fields = Map.<String, Object>of("title", "x");

      assertThat(
              refusal(
                  agent,
                  "upsert",
                  in(
                      "docs",
                      Map.<String, Object>of(
                          "records",
                          List.of(
                              Map.<String, Object>of(
                                  "id", "a", "values", List.of(1, 0), "fields", fields))))))
          .endsWith("'fields' cannot be written: a vector has values, sparseValues and metadata");
      assertThat(
              refusal(
                  agent,
                  "upsert",
                  in(
                      "papers",
                      Map.<String, Object>of(
                          "records",
                          List.of(
                              Map.<String, Object>of(
                                  "id", "a", "fields", fields, "metadata", fields))))))
          .endsWith("'metadata' cannot be written: a document has fields");
      assertThat(
              refusal(
                  agent,
                  "update",
                  in(
                      "docs",
                      Map.<String, Object>of("id", "a", "metadata", fields, "fields", fields))))
          .endsWith("'fields' cannot be written: a vector has values, sparseValues and metadata");
      assertThat(
              refusal(
                  agent,
                  "upsert",
                  in(
                      "docs",
                      Map.<String, Object>of(
                          "records",
                          List.of(
                              Map.<String, Object>of(
                                  "id",
                                  "a",
                                  "sparseValues",
                                  Map.<String, Object>of(
                                      "indices", List.of(1.5), "values", List.of(1))))))))
          .endsWith("'sparseValues' is not an object whose indices are whole numbers");
    }
  }

  @Test
  void documentsAreSearchedBySparseValuesAloneAndBesideWords() {
    try (Agent agent = agent(true)) {
      List<Map<String, Object>> records = new ArrayList<>();
      for (int i = 1; i <= 3; i++) {
        records.add(
            Map.<String, Object>of(
                "id",
                "p" + i,
                "fields",
                Map.<String, Object>of(
                    "title",
                    i == 1 ? "tide tables" : "knots",
                    "terms",
                    Map.<String, Object>of("indices", List.of(7), "values", List.of(i)))));
      }
      agent.call("upsert", in("papers", Map.<String, Object>of("records", records)));
      Map<String, Object> sparse =
          Map.<String, Object>of("indices", List.of(7), "values", List.of(1));

      JsonNode found =
          agent.call(
              "search-documents",
              in("papers", Map.<String, Object>of("vectorField", "terms", "sparseVector", sparse)));
      JsonNode both =
          agent.call(
              "hybrid-search",
              in(
                  "papers",
                  Map.<String, Object>of(
                      "text",
                      "tide",
                      "textFields",
                      List.of("title"),
                      "textWeight",
                      9,
                      "vectorField",
                      "terms",
                      "sparseVector",
                      sparse)));

      assertThat(found.path("matches").findValuesAsText("id")).containsExactly("p3", "p2", "p1");
      assertThat(both.path("matches").findValuesAsText("id")).startsWith("p1");
    }
  }

  @Test
  void searchesThatWouldIgnoreAnArgumentAreRefused() {
    try (Agent agent = agent(false)) {
      for (Map<String, Object> arguments :
          List.<Map<String, Object>>of(
              Map.<String, Object>of(
                  "text", "tide", "textFields", List.of("title"), "vectorField", "terms"),
              Map.<String, Object>of(
                  "text", "tide", "vectorField", "terms", "vector", List.of(1, 0)),
              Map.<String, Object>of("queryString", "title:tide", "text", "tide"))) {
        assertThat(refusal(agent, "search-documents", in("papers", arguments)))
            .startsWith("expected one of text (with textFields), queryString, or vectorField");
      }
    }
  }

  @Test
  void aHitThatIsTooLargeStillHasWhatItsSchemaRequires() {
    client
        .records("texts")
        .upsert(
            List.of(
                new TextRecord(
                    "wide",
                    Fields.copyOf(
                        Map.<String, Object>of(
                            "body",
                            "tides",
                            "tags",
                            IntStream.range(0, 900).mapToObj(i -> "tag" + i).toList())))));
    try (Agent agent = Agent.of(client, policy(false, new AnswerLimits(10, 4_096, 100)))) {
      JsonNode schema =
          agent.tools().stream()
              .filter(tool -> tool.path("name").textValue().equals("search-records"))
              .findFirst()
              .orElseThrow()
              .at("/outputSchema/properties/hits/items/required");
      JsonNode hit =
          agent
              .call("search-records", in("texts", Map.<String, Object>of("text", "tides")))
              .at("/hits/0");

      assertThat(hit.path("id").textValue()).isEqualTo("wide");
      assertThat(hit.has("fields")).isFalse();
      for (JsonNode required : schema) {
        assertThat(hit.has(required.textValue())).as(required.textValue()).isTrue();
      }
    }
  }

  @Test
  void countsOfAListedIndexLeaveOutOtherNamespaces() {
    client.index("docs").namespace("counted").upsert(List.of(Vector.of("a", new float[] {1, 0})));
    client
        .index("docs")
        .namespace("uncounted")
        .upsert(List.of(Vector.of("a", new float[] {1, 0}), Vector.of("b", new float[] {1, 0})));
    AccessPolicy policy = policy(false, new AnswerLimits(50, 65_536, 2_000), "counted");
    String host = client.controlPlane().describeIndex("docs").host().orElseThrow();
    IndexDirectory directory =
        IndexDirectory.of(client, policy, List.of(host), HostBook.empty(), List.of());
    try (Agent agent = Agent.of(client, policy, directory)) {
      assertThat(
              agent.call("describe-index", in(host, Map.of())).at("/index/recordCount").intValue())
          .isEqualTo(1);
    }
  }

  @Test
  void anAnswerNotesThatItsTextLeftThePrivateNetwork() {
    try (Agent agent = agent(false)) {
      JsonNode answer =
          agent.call(
              "query-vectors",
              in("long", Map.<String, Object>of("text", "x", "model", "multilingual-e5-large")));

      assertThat(answer.path("notes").toString()).contains("left the private network");
    }
  }

  @Test
  void theDoctorsAnswerHasTheRouteThatItChecked() {
    try (Agent agent = agent(false)) {
      JsonNode answer = agent.call("diagnose-connection", in("docs", Map.of()));

      assertThat(answer.at("/route/kind").textValue()).isEqualTo("private");
    }
  }
}
