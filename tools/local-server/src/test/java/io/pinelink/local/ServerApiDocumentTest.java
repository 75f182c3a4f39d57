package io.pinelink.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.pinelink.local.serverapi.ApiAccess;
import io.pinelink.local.serverapi.ServerApi;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.internal.gateway.WebPageGuard;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares the OpenAPI document of the server's interface with what the server does, in both
 * directions: the server answers every operation, parameter and status in the document, and nothing
 * that it answers is missing there.
 */
class ServerApiDocumentTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final EmbeddedPinecone SERVER =
      LocalServer.builder(EmbeddedPinecone.builder().localMode()).start().pinecone();
  private static final ApiCaller API = new ApiCaller(SERVER);
  private static final JsonNode DOCUMENT = API.get("openapi.json");

  /**
   * A call of an operation.
   *
   * @param path below the prefix, with values of the parameters
   */
  private record Example(String method, String template, String path, String body, int status) {
    String operation() {
      return method + " " + template;
    }

    Example of(String other) {
      return new Example(method, other, path, body, status);
    }

    String outcome() {
      return operation() + " " + status;
    }
  }

  private static Example example(String method, String path, String body, int status) {
    return new Example(method, path.replaceAll("\\?.*", ""), path, body, status);
  }

  private static List<Example> examples() {
    return new ArrayList<>(
        List.of(
            example("GET", "openapi.json", "", 200),
            example("GET", "health", "", 200),
            example("GET", "settings", "", 200),
            example(
                "GET",
                "requests?operation=listIndexes&after=0&limit=10&wait=0&answered=true",
                "",
                200),
            example("GET", "requests", "", 200),
            example("DELETE", "requests", "", 204),
            example("GET", "clock", "", 200),
            example("POST", "clock", "{\"stop\":true,\"advance\":1.5,\"resume\":true}", 200),
            example("POST", "clock", "{\"set\":\"2999-01-01T00:00:00Z\"}", 200),
            example("GET", "limits", "", 200),
            example(
                "PUT",
                "limits",
                "{\"maxUpsertBytes\":1000,\"requestsPerSecond\":{\"upsert\":5}}",
                200),
            example("PUT", "advertise", "{\"address\":\"pinecone\"}", 204),
            example("GET", "visibility", "", 200),
            example("PUT", "visibility", "{\"held\":true}", 204),
            example("GET", "restriction", "", 200),
            example("PUT", "restriction", "{\"restricted\":false}", 204),
            example("PUT", "restriction", "{\"restricted\":true}", 409),
            example("GET", "delays", "", 200),
            example("PUT", "delays", "{\"provisioningTime\":0.5,\"visibilityDelay\":0}", 200),
            example("PUT", "delays", "{\"deletionTime\":0,\"importTime\":1}", 200),
            example("GET", "faults", "", 200),
            example("POST", "faults", "{\"name\":\"slow\",\"type\":\"drop\"}", 200).of("faults"),
            example("GET", "faults/slow", "", 200).of("faults/{name}"),
            example("DELETE", "faults/slow", "", 204).of("faults/{name}"),
            example("GET", "faults/slow", "", 404).of("faults/{name}"),
            example("DELETE", "faults/slow", "", 404).of("faults/{name}"),
            example("DELETE", "faults", "", 204),
            example("POST", "snapshot", "{\"name\":\"full\"}", 200),
            example("GET", "snapshots", "", 200),
            example("POST", "restore", "{\"name\":\"full\"}", 204),
            example("POST", "restore", "{\"name\":\"missing\"}", 404),
            example("POST", "reset", "", 204)));
  }

  /** The refusals that the test {@link #theRefusalsOfAllOperationsHaveTheForm} covers. */
  private static final List<Integer> OF_ALL = List.of(400, 401, 403, 503);

  /** The outcomes that another test shows, because they take more than one call. */
  private static final List<String> ELSEWHERE =
      List.of(
          "GET requests 429", // ServerApiRequestsTest#waitingPollsAreLimited
          "POST reset 409", // ServerApiTest#aResetRestoresTheIndexesAndSeedsOfTheStart
          "POST restore 409", // snapshotsThatCannotBeWrittenOrReadAreRefused
          "POST snapshot 409", // of a server that only counts
          "POST snapshot 507");

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static List<String> operations() {
    List<String> operations = new ArrayList<>();
    DOCUMENT
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            operations.add(
                                method.toUpperCase(Locale.ROOT)
                                    + " "
                                    + path.getKey().replace("/_pinelink/", ""))));
    return operations;
  }

  private static JsonNode operation(String operation) {
    String[] parts = operation.split(" ", 2);
    return DOCUMENT
        .path("paths")
        .path("/_pinelink/" + parts[1])
        .path(parts[0].toLowerCase(Locale.ROOT));
  }

  /** Returns the violations of a schema in the document. */
  private static List<String> violations(JsonNode schema, JsonNode value) {
    ObjectNode root = schema.deepCopy();
    root.set("components", DOCUMENT.path("components"));
    Schema compiled =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(root);
    return compiled.validate(value).stream().map(Object::toString).toList();
  }

  private static void checkBody(String operation, int status, String body) {
    JsonNode response = operation(operation).path("responses").path(Integer.toString(status));
    assertThat(response.isObject()).as("%s %s is in the document", operation, status).isTrue();
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      assertThat(body).as("%s %s", operation, status).isEmpty();
    } else if (content.has("application/json")) {
      assertThat(
              violations(content.path("application/json").path("schema"), ApiCaller.parsed(body)))
          .as("%s %s: %s", operation, status, body)
          .isEmpty();
    }
  }

  /** Linters of such documents require both. */
  @Test
  void theDocumentHasAServerAndALicense() {
    assertThat(DOCUMENT.at("/servers/0/url").asText()).isEqualTo("/");
    assertThat(DOCUMENT.at("/info/license/identifier").asText()).isEqualTo("Apache-2.0");
    assertThat(DOCUMENT.at("/info/license/name").asText()).isNotEmpty();
  }

  @Test
  void everyOutcomeOfTheDocumentIsShownAndHasItsSchema() {
    Set<String> shown = new TreeSet<>(ELSEWHERE);
    for (Example example : examples()) {
      HttpResponse<String> response = API.call(example.method(), example.path(), example.body());
      assertThat(response.statusCode())
          .as("%s: %s", example, response.body())
          .isEqualTo(example.status());
      checkBody(example.operation(), example.status(), response.body());
      shown.add(example.outcome());
    }

    Set<String> documented = new TreeSet<>();
    for (String operation : operations()) {
      operation(operation)
          .path("responses")
          .fieldNames()
          .forEachRemaining(
              status -> {
                if (!OF_ALL.contains(Integer.valueOf(status))) {
                  documented.add(operation + " " + status);
                }
              });
    }
    assertThat(shown).isEqualTo(documented);
  }

  @Test
  void everyParameterOfTheDocumentIsAcceptedAndOthersAreRefused() {
    for (String operation : operations()) {
      for (JsonNode parameter : operation(operation).path("parameters")) {
        if (parameter.path("in").asText().equals("query")) {
          String name = parameter.path("name").asText();
          assertThat(examples())
              .as("an example has parameter %s of %s", name, operation)
              .anyMatch(
                  each ->
                      each.operation().equals(operation)
                          && each.path().matches(".*[?&]" + name + "=.*"));
          if (!parameter.path("schema").path("type").asText().equals("string")) {
            JsonNode error = refused(operation, "?" + name + "=-1", "", 400);
            assertThat(error.path("field").asText()).isEqualTo(name);
            assertThat(error.path("value").asText()).isEqualTo("-1");
          }
        }
      }
    }
  }

  @Test
  void theRefusalsOfAllOperationsHaveTheForm() {
    for (String operation : operations()) {
      JsonNode error = refused(operation, "?nope=1", "", 400);
      assertThat(error.path("field").asText()).isEqualTo("nope");
      assertThat(error.path("value").asText()).isEqualTo("1");
      refused(operation, "", "", 403, "X-Forwarded-For", "192.0.2.1");
    }
  }

  private static JsonNode refused(
      String operation, String query, String body, int status, String... headers) {
    String[] parts = operation.split(" ", 2);
    String path = parts[1].replaceAll("\\{.*}", "none");
    HttpResponse<String> response = API.call(parts[0], path + query, body, headers);
    assertThat(response.statusCode()).as("%s %s", operation, query).isEqualTo(status);
    checkBody(operation, status, response.body());
    return ApiCaller.parsed(response.body()).path("error");
  }

  @Test
  void everyOperationNeedsTheToken() {
    try (LocalServer server =
        LocalServer.builder(EmbeddedPinecone.builder().localMode()).serverApiToken(TOKEN).start()) {
      ApiCaller api = new ApiCaller(server.pinecone());
      for (String operation : operations()) {
        String[] parts = operation.split(" ", 2);
        // On loopback health needs none.
        String path = parts[1].replaceAll("\\{.*}", "none");
        HttpResponse<String> response = api.call(parts[0], path, "", "X-Real-IP", "192.0.2.1");
        assertThat(response.statusCode()).as(operation).isEqualTo(401);
        assertThat(response.headers().firstValue("www-authenticate")).hasValue("Bearer");
        checkBody(operation, 401, response.body());
      }
    }
  }

  @Test
  void everyOperationIsRefusedWhileTheServerStarts() throws Exception {
    ServerApi starting =
        new ServerApi(
            new ApiAccess(
                null, new WebPageGuard(Set.of(), host -> false, false, "setting"), "setting"));
    for (String operation : operations()) {
      String[] parts = operation.split(" ", 2);
      ServerCall call =
          new ServerCall(
              ListenerRole.CONTROL,
              parts[0],
              "/_pinelink/" + parts[1],
              new DefaultHttpHeaders(),
              new byte[0]);
      assertThat(starting.serves(call)).isTrue();
      ServerResponse response = starting.answer(call, Runnable::run).get();
      assertThat(response.status()).isEqualTo(503);
      checkBody(operation, 503, new String(response.body(), StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST clock | {} | ''",
        "POST clock | {\"go\":true} | go",
        "POST clock | {\"stop\":false} | stop",
        "POST clock | {\"advance\":-1} | advance",
        "POST clock | {\"advance\":\"PT1S\"} | advance",
        "POST clock | {\"resume\":1} | resume",
        "PUT limits | {} | ''",
        "PUT limits | {\"maxUpsertBytes\":0} | maxUpsertBytes",
        "PUT limits | {\"maxUpsertBytes\":67108865} | maxUpsertBytes",
        "PUT limits | {\"requestsPerSecond\":5} | requestsPerSecond",
        "PUT limits | {\"requestsPerSecond\":{\"upsert\":0}} | requestsPerSecond.upsert",
        "PUT limits | {\"requestsPerSecond\":{\"upsert\":1.5}} | requestsPerSecond.upsert",
        "PUT advertise | {\"address\":5} | address",
        "PUT delays | {} | ''",
        "PUT delays | {\"provisioningTime\":-1} | provisioningTime",
        "PUT delays | {\"importTime\":\"1s\"} | importTime",
        "PUT delays | {\"restoreTime\":1} | restoreTime",
        "PUT advertise | {} | address",
        "PUT visibility | {\"held\":\"yes\"} | held",
        "PUT restriction | {\"restricted\":null} | restricted",
        "PUT restriction | {\"restricted\":true,\"more\":1} | more",
        "PUT visibility | [] | ''",
        "PUT limits | {\"service\":1} | service",
        "POST snapshot | {\"name\":\"../x\"} | name",
        "POST restore | {\"name\":\"\"} | name",
        "POST faults | {} | faults",
        "POST faults | {\"type\":\"lag\"} | type",
        "POST faults | {\"type\":\"drop\",\"toxicity\":2} | toxicity",
        "POST faults | {\"type\":\"drop\",\"match\":{\"index\":5}} | match.index",
      })
  void bodiesThatTheDocumentExcludesAreRefusedWithFieldAndValue(
      String operation, String body, String field) {
    JsonNode schema = operation(operation).at("/requestBody/content/application~1json/schema");
    JsonNode value = ApiCaller.parsed(body);
    assertThat(violations(schema, value)).isNotEmpty();

    JsonNode error = refused(operation, "", body, 400);
    assertThat(error.path("field").asText()).isEqualTo(field);
    assertThat(error.path("message").asText()).doesNotMatch(".*\\b(\\w+) \\1\\b.*");
    JsonNode expected = field.isEmpty() ? value : value.at("/" + field.replace('.', '/'));
    assertThat(error.get("value"))
        .isEqualTo(expected.isMissingNode() ? new ObjectMapper().nullNode() : expected);
  }

  @Test
  void bodiesOfTheExamplesMatchTheDocument() {
    for (Example example : examples()) {
      JsonNode schema =
          operation(example.operation()).at("/requestBody/content/application~1json/schema");
      if (!schema.isMissingNode()) {
        assertThat(violations(schema, ApiCaller.parsed(example.body())))
            .as("%s", example)
            .isEmpty();
      }
    }
  }

  @Test
  void snapshotsThatCannotBeWrittenOrReadAreRefused(@TempDir Path folder) throws IOException {
    try (LocalServer server =
        LocalServer.builder(EmbeddedPinecone.builder().localMode()).data(folder).start()) {
      ApiCaller api = new ApiCaller(server.pinecone());
      Files.createDirectory(folder.resolve("saved-blocked.tmp"));
      Files.writeString(folder.resolve("saved-damaged.snapshot"), "no snapshot");

      checkRefusal(api, "POST snapshot", "blocked", 507);
      checkRefusal(api, "POST restore", "damaged", 409);
    }
  }

  private static void checkRefusal(ApiCaller api, String operation, String name, int status) {
    String[] parts = operation.split(" ", 2);
    HttpResponse<String> response = api.call(parts[0], parts[1], "{\"name\":\"" + name + "\"}");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    checkBody(operation, status, response.body());
  }

  @Test
  void thePageListsEveryOperation() throws IOException {
    Matcher rows =
        Pattern.compile("(?m)^\\| `([A-Z]+) /_pinelink/([^`]+)` \\|")
            .matcher(Files.readString(Path.of("../../docs/server-api.md")));

    assertThat(rows.results().map(row -> row.group(1) + " " + row.group(2)))
        .containsExactlyInAnyOrderElementsOf(operations());
  }

  @Test
  void theDocumentIsCompleteInItself() {
    assertThat(DOCUMENT.path("openapi").asText()).isEqualTo("3.1.0");
    Set<String> names = new TreeSet<>();
    for (String operation : operations()) {
      JsonNode json = operation(operation);
      assertThat(names.add(json.path("operationId").asText())).as(operation).isTrue();
      assertThat(json.path("summary").asText()).endsWith(".");
      long braces = operation.chars().filter(c -> c == '{').count();
      assertThat(json.path("parameters").findValuesAsText("in").stream().filter("path"::equals))
          .hasSize((int) braces);
    }
    for (String reference : DOCUMENT.findValuesAsText("$ref")) {
      assertThat(DOCUMENT.at(reference.substring(1)).isObject()).as(reference).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, nothing, 404",
    "GET, reset, 405",
    "POST, reset/, 404",
    "PATCH, clock, 405",
    "OPTIONS, requests, 405",
    "GET, '', 404"
  })
  void callsThatTheDocumentLacksAreRefused(String method, String path, int status) {
    JsonNode error = ApiCaller.json(API.call(method, path, ""), status).path("error");

    assertThat(error.path("status").asInt()).isEqualTo(status);
    assertThat(error.path("value").asText())
        .isEqualTo(status == 404 ? "/_pinelink/" + path : method);
  }
}
