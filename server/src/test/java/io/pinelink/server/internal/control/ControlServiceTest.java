package io.pinelink.server.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import io.pinelink.server.internal.gateway.IndexNames;
import io.pinelink.server.internal.gateway.ServiceHosts;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.RequestHandler;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.wire.PlainJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlServiceTest {
  private static final String SPEC =
      "\"spec\":{\"serverless\":{\"cloud\":\"aws\",\"region\":\"us-east-1\"}}";

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final IndexRegistry indexes = registry(Duration.ofSeconds(10));
  private final RequestHandler control = service(indexes, true);

  @Test
  void anIndexIsDescribedInFull() {
    ServerResponse created =
        call(
            "POST",
            "/indexes",
            "{\"name\":\"docs\",\"dimension\":3,\"tags\":{\"team\":\"search\"}," + SPEC + "}");

    assertThat(created.status()).isEqualTo(201);
    JsonNode model = json(created);
    assertThat(UUID.fromString(model.path("id").textValue())).isNotNull();
    assertThat(model.path("name").textValue()).isEqualTo("docs");
    assertThat(model.path("metric").textValue()).isEqualTo("cosine");
    assertThat(model.path("dimension").intValue()).isEqualTo(3);
    assertThat(model.path("vector_type").textValue()).isEqualTo("dense");
    assertThat(model.path("host").textValue())
        .isEqualTo("docs-a1b234c.svc.aped-4627-b74a.pinecone.io");
    assertThat(model.path("private_host").textValue())
        .isEqualTo("docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io");
    assertThat(model.path("deletion_protection").textValue()).isEqualTo("disabled");
    assertThat(model.path("tags").path("team").textValue()).isEqualTo("search");
    assertThat(model.at("/spec/serverless/cloud").textValue()).isEqualTo("aws");
    assertThat(model.at("/spec/serverless/region").textValue()).isEqualTo("us-east-1");
    assertThat(model.at("/spec/serverless/read_capacity/mode").textValue()).isEqualTo("OnDemand");
    assertThat(model.at("/spec/serverless/read_capacity/status/state").textValue())
        .isEqualTo("Ready");
    assertThat(json(call("GET", "/indexes/docs", ""))).isEqualTo(model);
  }

  @Test
  void aNewIndexIsReadyAfterItsProvisioningTime() {
    create("docs");
    assertThat(status("docs")).isEqualTo("{\"ready\":false,\"state\":\"Initializing\"}");

    now.set(Instant.EPOCH.plusSeconds(10));

    assertThat(status("docs")).isEqualTo("{\"ready\":true,\"state\":\"Ready\"}");
  }

  @Test
  void withoutProvisioningTimeAnIndexIsReadyAtOnce() {
    RequestHandler atOnce = service(registry(Duration.ZERO), true);

    ServerResponse created =
        call(atOnce, "POST", "/indexes", "{\"name\":\"docs\",\"dimension\":3," + SPEC + "}");
    assertThat(json(created).at("/status/ready").booleanValue()).isTrue();
  }

  @Test
  void aProjectWithoutAPrivateEndpointReportsNoPrivateHost() {
    RequestHandler withoutEndpoint = service(indexes, false);
    create("docs");

    assertThat(json(call(withoutEndpoint, "GET", "/indexes/docs", "")).has("private_host"))
        .isFalse();
  }

  @Test
  void aSparseIndexHasNoDimension() {
    JsonNode model =
        json(call("POST", "/indexes", "{\"name\":\"s\",\"vector_type\":\"sparse\"," + SPEC + "}"));

    assertThat(model.has("dimension")).isFalse();
    assertThat(model.path("metric").textValue()).isEqualTo("dotproduct");
    assertThat(model.path("vector_type").textValue()).isEqualTo("sparse");
    assertThat(model.path("tags").isNull()).isTrue();
  }

  @Test
  void indexesAreListedByName() {
    assertThat(call("GET", "/indexes", "").body()).asString().isEqualTo("{\"indexes\":[]}");
    create("b");
    create("a");

    assertThat(json(call("GET", "/indexes", "")).path("indexes"))
        .extracting(index -> index.path("name").textValue())
        .containsExactly("a", "b");
  }

  @Test
  void aTakenNameConflicts() {
    create("docs");

    assertFailure(
        call("POST", "/indexes", "{\"name\":\"docs\",\"dimension\":3," + SPEC + "}"),
        409,
        "ALREADY_EXISTS",
        "Resource already exists.");
  }

  @ParameterizedTest
  @CsvSource({"GET", "DELETE", "PATCH"})
  void aMissingIndexIsNotFound(String method) {
    assertFailure(
        call(method, "/indexes/absent", "{}"), 404, "NOT_FOUND", "Index absent not found.");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /",
    "GET, /index",
    "PUT, /indexes",
    "GET, /indexes/",
    "GET, /indexes/a/b",
    "POST, /indexes/a"
  })
  void anUnknownPathIsNotFound(String method, String path) {
    assertThat(call(method, path, "{}").status()).isEqualTo(404);
  }

  @Test
  void deletionProtectionKeepsTheIndex() {
    create("docs");
    ServerResponse configured =
        call("PATCH", "/indexes/docs", "{\"deletion_protection\":\"enabled\"}");
    assertThat(configured.status()).isEqualTo(202);
    assertThat(json(configured).path("deletion_protection").textValue()).isEqualTo("enabled");

    assertFailure(
        call("DELETE", "/indexes/docs", ""), 403, "FORBIDDEN", "Deletion protection is enabled");

    call("PATCH", "/indexes/docs", "{\"deletion_protection\":\"disabled\"}");
    ServerResponse deleted = call("DELETE", "/indexes/docs", "");
    assertThat(deleted.status()).isEqualTo(202);
    assertThat(deleted.body()).isEmpty();
    assertThat(call("GET", "/indexes/docs", "").status()).isEqualTo(404);
  }

  @Test
  void tagsAreMergedAndAnEmptyValueRemoves() {
    create("docs");
    call("PATCH", "/indexes/docs", "{\"tags\":{\"a\":\"1\",\"b\":\"2\"}}");
    ServerResponse configured =
        call("PATCH", "/indexes/docs", "{\"tags\":{\"a\":\"\",\"c\":\"x y;@_-.+\"}}");

    assertThat(json(configured).path("tags").toString())
        .isEqualTo("{\"b\":\"2\",\"c\":\"x y;@_-.+\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"name\":\"A\",\"dimension\":3                             | 400 | Name",
        "\"name\":\"-a\",\"dimension\":3                            | 400 | Name",
        "\"name\":\"a-\",\"dimension\":3                            | 400 | Name",
        "\"name\":\"\",\"dimension\":3                              | 400 | Name",
        "\"name\":\"a\"                                             | 400 | Dimension",
        "\"name\":\"a\",\"dimension\":0                             | 400 | Dimension",
        "\"name\":\"a\",\"dimension\":20001                         | 400 | Dimension",
        "\"name\":\"a\",\"dimension\":3,\"metric\":\"manhattan\"    | 400 | Metric",
        "\"name\":\"a\",\"dimension\":3,\"vector_type\":\"sparse\"  | 400 | Dimension",
        "\"name\":\"a\",\"vector_type\":\"sparse\",\"metric\":\"cosine\"  | 400 | dotproduct",
        "\"name\":\"a\",\"dimension\":3,\"tags\":{\"a b\":\"x\"}    | 400 | tag key",
        "\"name\":\"a\",\"dimension\":3,\"tags\":{\"a\":\"x!\"}     | 400 | tag",
        "\"dimension\":3                                            | 422 | missing field `name`",
        "\"name\":1,\"dimension\":3                                 | 422 | name",
        "\"name\":\"a\",\"dimension\":\"3\"                         | 422 | dimension",
        "\"name\":\"a\",\"dimension\":3.5                           | 422 | dimension",
        "\"name\":\"a\",\"dimension\":3,\"vector_type\":\"other\"   | 422 | unknown variant",
        "\"name\":\"a\",\"dimension\":3,\"deletion_protection\":\"on\" | 422 | unknown variant",
        "\"name\":\"a\",\"dimension\":3,\"tags\":{\"a\":1}          | 422 | tags.a",
        "\"name\":\"a\",\"dimension\":3,\"tags\":[]                 | 422 | tags"
      })
  void aCreateRequestIsChecked(String members, int status, String reason) {
    assertFailure(call("POST", "/indexes", "{" + members + "," + SPEC + "}"), status, null, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{}                                                          | 422 | exactly one",
        "{\"other\":{}}                                              | 422 | exactly one",
        "{\"serverless\":{},\"pod\":{}}                              | 422 | exactly one",
        "[]                                                          | 422 | an object",
        "{\"serverless\":{\"region\":\"us-east-1\"}}                 | 422 | spec.serverless.cloud",
        "{\"serverless\":{\"cloud\":\"aws\"}}                        | 422 |"
            + " spec.serverless.region",
        "{\"serverless\":{\"cloud\":\"moon\",\"region\":\"r\"}}      | 404 | Resource cloud: moon"
            + " region: r not found.",
        "{\"pod\":{}}                                                | 422 | spec.pod.environment",
        "{\"byoc\":{}}                                               | 422 | spec.byoc.environment",
        "{\"serverless\":{\"cloud\":\"aws\",\"region\":\"r\",\"schema\":{\"a\":{}}}} | 422 |"
            + " fields",
        "{\"serverless\":{\"cloud\":\"aws\",\"region\":\"r\",\"schema\":{\"fields\":{\"a\":{\"filterable\":false}}}}}"
            + " | 400 | 'a'",
        "{\"serverless\":{\"cloud\":\"aws\",\"region\":\"r\",\"schema\":{\"fields\":{\"_a\":{\"filterable\":true}}}}}"
            + " | 400 | '_a'",
        "{\"serverless\":{\"cloud\":\"aws\",\"region\":\"r\",\"read_capacity\":{\"mode\":\"Dedicated\"}}}"
            + " | 422 | read_capacity.dedicated",
        "{\"serverless\":{\"cloud\":\"aws\",\"region\":\"r\",\"read_capacity\":{\"mode\":\"OnDemand\",\"x\":1}}}"
            + " | 422 | OnDemand",
        "{\"serverless\":{\"cloud\":\"aws\",\"region\":\"r\",\"source_collection\":\"c\"}} | 400 |"
            + " Resource c not found."
      })
  void aSpecIsChecked(String spec, int status, String reason) {
    String body = "{\"name\":\"a\",\"dimension\":3,\"spec\":" + spec + "}";

    assertFailure(call("POST", "/indexes", body), status, null, reason);
    assertThat(indexes.list()).isEmpty();
  }

  @Test
  void invalidJsonIsRefused() {
    assertFailure(call("POST", "/indexes", "{"), 400, "INVALID_ARGUMENT", "JSON");
    String twice = "{\"name\":\"a\",\"dimension\":3," + SPEC + "} {}";
    assertFailure(call("POST", "/indexes", twice), 400, "INVALID_ARGUMENT", "JSON");
    assertFailure(call("POST", "/indexes", ""), 422, "UNPROCESSABLE_ENTITY", "an object");
  }

  @Test
  void theSchemaIsReturnedAndLimitsFilters() {
    JsonNode model =
        json(
            call(
                "POST",
                "/indexes",
                """
                {"name":"a","dimension":3,"spec":{"serverless":{"cloud":"aws","region":"us-east-1",
                 "schema":{"fields":{"lang":{"filterable":true}}}}}}\
                """));

    assertThat(model.at("/spec/serverless/schema").toString())
        .isEqualTo("{\"fields\":{\"lang\":{\"filterable\":true}}}");
    assertThat(indexes.get("a").data().shape().filterable()).containsExactly("lang");
  }

  @Test
  void theModelSuppliesUnsetSettings() {
    ServerResponse created = callForModel("\"model\":\"llama-text-embed-v2\"");

    assertThat(created.status()).isEqualTo(201);
    JsonNode model = json(created);
    assertThat(model.path("dimension").intValue()).isEqualTo(1024);
    assertThat(model.path("metric").textValue()).isEqualTo("cosine");
    assertThat(model.path("vector_type").textValue()).isEqualTo("dense");
    assertThat(model.at("/spec/serverless/region").textValue()).isEqualTo("us-east-1");
    assertThat(model.path("embed").toString())
        .isEqualTo(
            "{\"model\":\"llama-text-embed-v2\",\"metric\":\"cosine\",\"dimension\":1024,"
                + "\"vector_type\":\"dense\",\"field_map\":{\"text\":\"chunk\"},"
                + "\"read_parameters\":"
                + "{\"input_type\":\"query\",\"truncate\":\"END\",\"dimension\":1024},"
                + "\"write_parameters\":"
                + "{\"input_type\":\"passage\",\"truncate\":\"END\",\"dimension\":1024}}");
    assertThat(json(call("GET", "/indexes/m", ""))).isEqualTo(model);
    assertThat(indexes.get("m").embed().orElseThrow().textField()).isEqualTo("chunk");
    assertThat(indexes.get("m").data().shape().dimension()).isEqualTo(1024);
  }

  @Test
  void aSparseModelCreatesASparseIndex() {
    JsonNode model = json(callForModel("\"model\":\"pinecone-sparse-english-v0\""));

    assertThat(model.has("dimension")).isFalse();
    assertThat(model.path("metric").textValue()).isEqualTo("dotproduct");
    assertThat(model.path("vector_type").textValue()).isEqualTo("sparse");
    assertThat(model.path("embed").has("dimension")).isFalse();
    assertThat(model.at("/embed/vector_type").textValue()).isEqualTo("sparse");
  }

  @Test
  void settingsOfTheRequestOverrideTheModel() {
    JsonNode model =
        json(
            callForModel(
                "\"model\":\"llama-text-embed-v2\",\"metric\":\"dotproduct\",\"dimension\":384,"
                    + "\"read_parameters\":{\"truncate\":\"NONE\"}"));

    assertThat(model.path("dimension").intValue()).isEqualTo(384);
    assertThat(model.path("metric").textValue()).isEqualTo("dotproduct");
    assertThat(model.at("/embed/read_parameters/truncate").textValue()).isEqualTo("NONE");
    assertThat(model.at("/embed/read_parameters/dimension").intValue()).isEqualTo(384);
    assertThat(model.at("/embed/write_parameters/dimension").intValue()).isEqualTo(384);
    assertThat(model.at("/embed/write_parameters/truncate").textValue()).isEqualTo("END");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"model\":\"none\"                                                    | 404 | Model none"
            + " not found.",
        "\"model\":\"bge-reranker-v2-m3\"                                      | 400 | does not"
            + " embed",
        "\"model\":\"multilingual-e5-large\",\"dimension\":384                 | 400 | 384",
        "\"model\":\"multilingual-e5-large\",\"metric\":\"dotproduct\"         | 400 | dotproduct",
        "\"model\":\"multilingual-e5-large\",\"metric\":\"other\"              | 400 | Metric",
        "\"model\":\"multilingual-e5-large\",\"read_parameters\":{\"x\":1}     | 400 | 'x'",
        "\"model\":\"multilingual-e5-large\",\"read_parameters\":{\"truncate\":\"START\"} | 400 |"
            + " START",
        "\"model\":\"llama-text-embed-v2\",\"write_parameters\":{\"dimension\":384} | 400 | 384",
        "\"model\":1                                                           | 422 | embed.model",
        "\"metric\":\"cosine\"                                                 | 422 | embed.model"
      })
  void anEmbeddingIsChecked(String embed, int status, String reason) {
    assertFailure(callForModel(embed), status, null, reason);
    assertThat(indexes.list()).isEmpty();
  }

  @Test
  void aModelNeedsAFieldToEmbed() {
    String start = "{\"name\":\"m\",\"cloud\":\"aws\",\"region\":\"r\",\"embed\":";
    String model = "{\"model\":\"multilingual-e5-large\"";

    assertFailure(
        call("POST", "/indexes/create-for-model", start + model + "}}"), 422, null, "field_map");
    assertFailure(
        call("POST", "/indexes/create-for-model", start + model + ",\"field_map\":{}}}"),
        422,
        null,
        "field_map.text");
  }

  @ParameterizedTest
  @CsvSource({"%zz", "a+b", "a%20b"})
  void anInvalidIndexNameIsNotFound(String segment) {
    assertFailure(call("GET", "/indexes/" + segment, ""), 404, "NOT_FOUND", "not found.");
  }

  private void create(String name) {
    assertThat(
            call("POST", "/indexes", "{\"name\":\"" + name + "\",\"dimension\":3," + SPEC + "}")
                .status())
        .isEqualTo(201);
  }

  private ServerResponse callForModel(String embed) {
    return call(
        "POST",
        "/indexes/create-for-model",
        "{\"name\":\"m\",\"cloud\":\"aws\",\"region\":\"us-east-1\",\"embed\":{"
            + "\"field_map\":{\"text\":\"chunk\"},"
            + embed
            + "}}");
  }

  private String status(String name) {
    return json(call("GET", "/indexes/" + name, "")).path("status").toString();
  }

  private ServerResponse call(String method, String path, String body) {
    return call(control, method, path, body);
  }

  private static ServerResponse call(
      RequestHandler control, String method, String path, String body) {
    return control
        .match(
            new ServerCall(
                ListenerRole.CONTROL,
                method,
                path,
                new DefaultHttpHeaders(),
                body.getBytes(StandardCharsets.UTF_8)))
        .get();
  }

  private IndexRegistry registry(Duration provisioningTime) {
    InstantSource clock = now::get;
    return new IndexRegistry(
        new ServiceHosts("a1b234c", "aped-4627-b74a", new IndexNames(false), () -> 443),
        StoredIndex::new,
        () -> provisioningTime,
        () -> Duration.ZERO,
        clock);
  }

  private static void assertFailure(
      ServerResponse answer, int status, @Nullable String code, String reason) {
    JsonNode json = json(answer);
    assertThat(answer.status()).as(json.toString()).isEqualTo(status);
    assertThat(json.path("status").intValue()).isEqualTo(status);
    assertThat(json.at("/error/message").textValue()).contains(reason);
    if (code != null) {
      assertThat(json.at("/error/code").textValue()).isEqualTo(code);
    }
  }

  private static JsonNode json(ServerResponse answer) {
    try {
      return PlainJson.MAPPER.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RequestHandler service(IndexRegistry indexes, boolean hasPrivateEndpoint) {
    return new ControlService<>(IndexEndpoints::paths)
        .handlerFor(
            new IndexEndpoints(
                indexes,
                new CollectionRegistry(indexes, () -> Duration.ZERO, InstantSource.system()),
                new IndexRequests(new Regions(false)),
                new IndexDescriptions(indexes, () -> hasPrivateEndpoint)));
  }
}
