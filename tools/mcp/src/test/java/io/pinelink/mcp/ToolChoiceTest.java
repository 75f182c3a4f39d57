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
import io.pinelink.documents.Document;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.Vector;
import io.pinelink.network.ProxyOptions;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.Listener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what an agent learns that calls a tool which does not fit the index. */
class ToolChoiceTest {
  private static final IndexSpec SPEC = IndexSpec.serverless(Cloud.AWS, "us-east-1");
  private static final AccessPolicy POLICY =
      new AccessPolicy(List.of(), List.of(), false, false, new AnswerLimits(50, 65_536, 2_000));

  private static EmbeddedPinecone server;
  private static Pinelink client;

  @BeforeAll
  static void start() {
    server = EmbeddedPinecone.builder().localMode().start();
    client =
        Pinelink.builder()
            .apiKey(EmbeddedPinecone.API_KEY)
            .controlPlane("http://localhost:" + server.address(Listener.CONTROL).getPort())
            .proxy(ProxyOptions.none())
            .build();
    createIndexes();
  }

  private static void createIndexes() {
    client.controlPlane().createIndex(CreateIndexRequest.dense("docs", 2, SPEC));
    client
        .controlPlane()
        .createIndexForModel(
            CreateIndexForModelRequest.builder(
                    "notes", Cloud.AWS, "us-east-1", "multilingual-e5-large", "body")
                .build());
    client
        .controlPlane()
        .createDocumentIndex(
            CreateDocumentIndexRequest.builder(
                    "articles",
                    IndexSchema.builder()
                        .text("title", FullTextSearch.defaults())
                        .text("body", FullTextSearch.defaults())
                        .sparseVector("terms")
                        .build(),
                    SPEC)
                .build());
    client.index("docs").upsert(List.of(Vector.of("a", new float[] {1, 0})));
    client
        .documents("articles")
        .upsert(
            List.of(
                Document.builder("t").put("title", "tides").put("body", "of the sea").build(),
                Document.builder("b").put("title", "moon").put("body", "and tides").build()));
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @BeforeEach
  void forgetRequests() {
    server.clearRequests();
  }

  private static Map<String, Object> in(String index, Map<String, Object> more) {
    Map<String, Object> arguments = new LinkedHashMap<>(more);
    arguments.put("index", index);
    return arguments;
  }

  private static long describeCalls(String index) {
    return server.requests().stream()
        .filter(request -> request.operation().equals("describeIndex"))
        .filter(request -> request.index().equals(index))
        .count();
  }

  @ParameterizedTest
  @CsvSource({
    "search-records, docs, vectors, query-vectors",
    "search-documents, docs, vectors, query-vectors",
    "search-records, articles, documents, search-documents",
    "query-vectors, articles, documents, search-documents",
    "search-documents, notes, records, search-records",
    "hybrid-search, docs, vectors, query-vectors",
  })
  void aToolForAnotherKindOfIndexNamesTheRightOne(
      String tool, String index, String holds, String right) {
    try (Agent agent = Agent.of(client, POLICY)) {
      Map<String, Object> arguments = in(index, Map.<String, Object>of());
      switch (tool) {
        case "query-vectors" -> arguments.put("id", "a");
        case "hybrid-search" -> {
          arguments.put("text", "tides");
          arguments.put("vectorField", "terms");
        }
        default -> arguments.put("text", "tides");
      }

      JsonNode error = agent.fail(tool, arguments).path("error");

      assertThat(error.path("kind").textValue()).isEqualTo("invalid-argument");
      assertThat(error.path("message").textValue())
          .isEqualTo("index '" + index + "' holds " + holds + ": use " + right);
    }
  }

  @Test
  void aToolThatDoesNotExistIsNamedWithThoseThatDo() {
    try (Agent agent = Agent.of(client, POLICY)) {
      JsonNode error =
          agent
              .request(
                  "tools/call",
                  Map.<String, Object>of("name", "search", "arguments", Map.<String, Object>of()))
              .path("error");

      assertThat(error.path("code").intValue()).isEqualTo(-32602);
      assertThat(error.path("message").textValue())
          .startsWith("there is no tool 'search': use one of list-indexes, ")
          .contains("query-vectors")
          .doesNotContain("upsert");
    }
  }

  @Test
  void documentsAreSearchedInAllTextFieldsUnlessSomeAreNamed() {
    try (Agent agent = Agent.of(client, POLICY)) {
      JsonNode all =
          agent.call("search-documents", in("articles", Map.<String, Object>of("text", "tides")));
      JsonNode some =
          agent.call(
              "search-documents",
              in(
                  "articles",
                  Map.<String, Object>of("text", "tides", "textFields", List.of("body"))));

      assertThat(all.path("matches").findValuesAsText("id")).containsExactlyInAnyOrder("t", "b");
      assertThat(some.path("matches").findValuesAsText("id")).containsExactly("b");
    }
  }

  @Test
  void theControlPlaneDescribesAnIndexOnceForAllTools() {
    try (Agent agent = Agent.of(client, POLICY)) {
      for (int i = 0; i < 3; i++) {
        agent.call("fetch", in("docs", Map.<String, Object>of("ids", List.of("a"))));
        agent.call("query-vectors", in("docs", Map.<String, Object>of("id", "a")));
        agent.call("describe-index-stats", in("docs", Map.of()));
        agent.call("list-ids", in("docs", Map.of()));
        agent.call("list-namespaces", in("docs", Map.of()));
      }

      assertThat(describeCalls("docs")).isOne();
    }
  }

  /** An index that was created again has another host, and the old one refuses calls. */
  @Test
  void theControlPlaneDescribesAnIndexAgainAfterItsHostWasNotFound() {
    try (Agent agent = Agent.of(client, POLICY)) {
      Map<String, Object> arguments = in("docs", Map.<String, Object>of("id", "a"));
      agent.call("query-vectors", arguments);
      server.faults().next("query", Fault.refuse(ErrorCode.NOT_FOUND, "no such index"));

      assertThat(agent.fail("query-vectors", arguments).at("/error/kind").textValue())
          .isEqualTo("not-found");
      agent.call("query-vectors", arguments);

      assertThat(describeCalls("docs")).isEqualTo(2);
    }
  }
}
