package io.pinelink.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.admin.AdminClient;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.QuotaExhaustedException;
import io.pinelink.error.RateLimitedException;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Filter;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.Cloud;
import io.pinelink.server.ActiveFault;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.EmbeddedPineconeBuilder;
import io.pinelink.server.EmbeddedProject;
import io.pinelink.server.Fault;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import io.pinelink.testsupport.Indexes;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what the operations of the server's interface do to the server. */
class ServerApiTest {
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private EmbeddedPinecone start(EmbeddedPineconeBuilder builder) {
    return start(LocalServer.builder(builder));
  }

  private EmbeddedPinecone start(LocalServerBuilder builder) {
    EmbeddedPinecone server = builder.start().pinecone();
    open.add(0, server);
    return server;
  }

  private EmbeddedPinecone start() {
    return start(EmbeddedPinecone.builder().localMode());
  }

  private Pinelink clientOf(EmbeddedPinecone server) {
    Pinelink client = server.clientBuilder().retryOptions(RetryOptions.none()).build();
    open.add(0, client);
    return client;
  }

  private static void create(Pinelink client) {
    client
        .controlPlane()
        .createIndex(
            CreateIndexRequest.dense("docs", 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
  }

  private static void done(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
  }

  @Test
  void healthHasVersionAndAddresses() {
    EmbeddedPinecone server = start();
    JsonNode health = new ApiCaller(server).get("health");

    assertThat(health.path("ready").asBoolean()).isTrue();
    assertThat(health.path("version").asText()).matches("[0-9]+\\.[0-9]+\\..*");
    assertThat(health.at("/addresses/control").asText())
        .isEqualTo("127.0.0.1:" + server.address(Listener.CONTROL).getPort());
  }

  @Test
  void resetEmptiesTheServerAndStartsTheClock() {
    EmbeddedPinecone server = start();
    ApiCaller api = new ApiCaller(server);
    create(clientOf(server));
    api.call("PUT", "limits", "{\"maxUpsertBytes\":9,\"requestsPerSecond\":{\"query\":1}}");
    api.call("PUT", "visibility", "{\"held\":true}");
    api.call("POST", "clock", "{\"stop\":true}");

    done(api.call("POST", "reset", ""));

    assertThat(server.project().indexes()).isEmpty();
    assertThat(server.requests()).isEmpty();
    assertThat(server.clock().isStopped()).isFalse();
    assertThat(api.get("visibility").path("held").asBoolean()).isFalse();
    JsonNode limits = api.get("limits");
    assertThat(limits.path("maxUpsertBytes").asInt()).isEqualTo(2 << 20);
    assertThat(limits.path("requestsPerSecond")).isEmpty();
  }

  @Test
  void aResetRestoresTheIndexesAndSeedsOfTheStart(@TempDir Path folder) throws IOException {
    Path seed = folder.resolve("pets.jsonl");
    Files.writeString(seed, "{\"id\": \"cat\", \"values\": [1, 0]}\n");
    EmbeddedPinecone server =
        start(
            LocalServer.builder(
                    EmbeddedPinecone.builder()
                        .localMode()
                        .index("{\"name\": \"docs\", \"dimension\": 2}")
                        .index("{\"name\": \"words\", \"vector_type\": \"sparse\"}"))
                .seed(seed));
    ApiCaller api = new ApiCaller(server);
    Pinelink client = clientOf(server);
    Indexes.fill(client.index("docs"));
    client.index("pets").delete(DeleteRequest.byIds("cat"));
    client.controlPlane().deleteIndex("words");
    client
        .controlPlane()
        .createIndex(
            CreateIndexRequest.dense("more", 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));

    done(api.call("POST", "reset", ""));

    assertThat(server.project().indexes()).containsExactly("docs", "pets", "words");
    assertThat(client.index("docs").describeIndexStats().totalVectorCount()).isZero();
    assertThat(client.index("pets").fetch(FetchRequest.byIds("cat")).vectors()).hasSize(1);

    Files.delete(seed);
    JsonNode error = ApiCaller.json(api.call("POST", "reset", ""), 409).path("error");
    assertThat(error.path("message").asText()).contains("LocalServerBuilder.seed", "pets.jsonl");
    assertThat(server.project().indexes()).containsExactly("docs", "words");
  }

  @Test
  void eachProjectStartsWithTheIndexesAndKeepsItsOwnAtAReset() {
    EmbeddedPinecone server =
        start(EmbeddedPinecone.builder().index("{\"name\": \"docs\", \"dimension\": 2}"));
    EmbeddedProject other = server.addProject("b2c345d");
    assertThat(other.indexes()).containsExactly("docs");
    assertThat(other.host("docs")).isEqualTo("docs-b2c345d.svc.aped-4627-b74a.pinecone.io");
    assertThat(other.privateHost("docs")).isEmpty();
    assertThat(server.project().privateHost("docs"))
        .hasValue("docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io");
    assertThatThrownBy(() -> other.host("none")).hasMessage("there is no index none");

    server.reset();

    assertThat(other.indexes()).containsExactly("docs");
    assertThat(server.project().indexes()).containsExactly("docs");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "docs | EmbeddedPineconeBuilder.index is 'docs', expected a JSON object",
        "[] | EmbeddedPineconeBuilder.index is '[]', expected a JSON object",
        "{\"name\":\"Docs\",\"dimension\":2} | EmbeddedPineconeBuilder.index is '{",
        "{\"name\":\"docs\",\"dimension\":0} | dimension",
        "{\"name\":\"docs\",\"dimension\":2} {} | expected a JSON object"
      })
  void anInvalidIndexIsRefusedAtTheStart(String json, String reason) {
    EmbeddedPineconeBuilder builder = EmbeddedPinecone.builder().localMode().index(json);

    assertThatThrownBy(builder::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void theClockDrivesProvisioningAndVisibility() {
    EmbeddedPinecone server =
        start(
            EmbeddedPinecone.builder()
                .localMode()
                .provisioningTime(Duration.ofHours(1))
                .visibilityDelay(Duration.ofDays(1)));
    ApiCaller api = new ApiCaller(server);
    Pinelink client = clientOf(server);
    create(client);
    assertThat(client.controlPlane().describeIndex("docs").status().ready()).isFalse();

    Instant before = server.clock().instant();
    JsonNode moved =
        ApiCaller.json(api.call("POST", "clock", "{\"stop\":true,\"advance\":3600}"), 200);
    assertThat(moved.path("stopped").asBoolean()).isTrue();
    assertThat(Instant.parse(moved.path("time").asText()))
        .isEqualTo(server.clock().instant())
        .isAfterOrEqualTo(before.plusSeconds(3600));
    assertThat(client.controlPlane().describeIndex("docs").status().ready()).isTrue();

    Index docs = client.index("docs");
    Indexes.fill(docs);
    api.call("POST", "clock", "{\"advance\":86399.5}");
    assertThat(docs.fetch(FetchRequest.byIds("east")).vectors()).isEmpty();
    api.call("POST", "clock", "{\"advance\":0.5}");
    assertThat(docs.fetch(FetchRequest.byIds("east")).vectors()).hasSize(1);

    api.call("POST", "clock", "{\"set\":\"2999-12-31T00:00:00Z\"}");
    assertThat(server.clock().instant()).isEqualTo(Instant.parse("2999-12-31T00:00:00Z"));
    JsonNode error =
        ApiCaller.json(
                api.call("POST", "clock", "{\"set\":\"2999-12-30T00:00:00Z\",\"resume\":true}"),
                400)
            .path("error");
    assertThat(error.path("message").asText()).contains("cannot go back");
    assertThat(server.clock().isStopped()).isTrue();
    api.call("POST", "clock", "{\"resume\":true}");
    assertThat(server.clock().isStopped()).isFalse();
  }

  @Test
  void delaysApplyToWhatBeginsAfterTheirChange() {
    EmbeddedPinecone server = start();
    ApiCaller api = new ApiCaller(server);
    Pinelink client = clientOf(server);

    JsonNode changed =
        ApiCaller.json(
            api.call("PUT", "delays", "{\"provisioningTime\":60,\"visibilityDelay\":2.5}"), 200);
    assertThat(changed.path("provisioningTime").asDouble()).isEqualTo(60);
    assertThat(changed.path("deletionTime").asDouble()).isZero();
    server.deletionTime(Duration.ofSeconds(30));
    create(client);
    assertThat(client.controlPlane().describeIndex("docs").status().ready()).isFalse();
    server.clock().stop();
    server.clock().advance(Duration.ofMinutes(1));

    Index docs = client.index("docs");
    Indexes.fill(docs);
    assertThat(docs.fetch(FetchRequest.byIds("east")).vectors()).isEmpty();
    server.visibilityDelay(Duration.ZERO);
    server.clock().advance(Duration.ofMillis(2500));
    assertThat(docs.fetch(FetchRequest.byIds("east")).vectors()).hasSize(1);
    Indexes.fill(client.index("docs").namespace("other"));
    assertThat(docs.namespace("other").fetch(FetchRequest.byIds("east")).vectors()).hasSize(1);

    client.controlPlane().deleteIndex("docs");
    assertThat(server.project().indexes()).containsExactly("docs");
    server.clock().advance(Duration.ofSeconds(30));
    assertThat(server.project().indexes()).isEmpty();

    server.reset();
    assertThat(api.get("delays").path("provisioningTime").asDouble()).isZero();
    assertThat(api.get("settings").path("deletionTime").asDouble()).isZero();
  }

  @Test
  void theClockEndsTheLifeOfTokens() {
    EmbeddedPinecone server = start(EmbeddedPinecone.builder());
    try (AdminClient admin =
        server
            .configure(AdminClient.builder())
            .clientCredentials(EmbeddedPinecone.CLIENT_ID, EmbeddedPinecone.CLIENT_SECRET)
            .retryOptions(RetryOptions.none())
            .build()) {
      admin.listProjects();
      assertThat(logins(server)).isEqualTo(1);

      server.clock().advance(Duration.ofMinutes(29));
      admin.listProjects();
      assertThat(logins(server)).isEqualTo(1);
      server.clock().advance(Duration.ofMinutes(2));
      admin.listProjects();
      assertThat(logins(server)).isEqualTo(2);
    }
  }

  private static long logins(EmbeddedPinecone server) {
    return server.requests().stream()
        .filter(request -> request.path().equals("/oauth/token"))
        .count();
  }

  @Test
  void limitsAreEnforcedAndCounted() {
    EmbeddedPinecone server = start();
    ApiCaller api = new ApiCaller(server);
    Pinelink client = clientOf(server);
    create(client);
    Index docs = client.index("docs");
    server.clock().stop();

    ApiCaller.json(api.call("PUT", "limits", "{\"requestsPerSecond\":{\"fetch\":2}}"), 200);
    docs.fetch(FetchRequest.byIds("a"));
    docs.fetch(FetchRequest.byIds("a"));
    assertThatThrownBy(() -> docs.fetch(FetchRequest.byIds("a")))
        .isInstanceOf(RateLimitedException.class);
    server.clock().advance(Duration.ofSeconds(1));
    docs.fetch(FetchRequest.byIds("a"));
    JsonNode limit = api.get("limits").at("/requestsPerSecond/fetch");
    assertThat(limit.path("limit").asInt()).isEqualTo(2);
    assertThat(limit.path("accepted").asInt()).isEqualTo(3);
    assertThat(limit.path("refused").asInt()).isEqualTo(1);

    JsonNode error =
        ApiCaller.json(
                api.call(
                    "PUT", "limits", "{\"maxUpsertBytes\":10,\"requestsPerSecond\":{\"qery\":2}}"),
                400)
            .path("error");
    assertThat(error.path("field").asText()).isEqualTo("requestsPerSecond.qery");
    assertThat(error.path("message").asText()).contains("query");
    assertThat(server.faults().limits()).containsOnlyKeys("fetch");

    Indexes.fill(docs);
    api.call("PUT", "limits", "{\"maxUpsertBytes\":10,\"requestsPerSecond\":{}}");
    assertThat(server.faults().limits()).isEmpty();
    assertThatThrownBy(() -> Indexes.fill(docs)).hasMessageContaining("exceeds the limit of 10 ");
    server.maxUpsertBytes(1000);
    Indexes.fill(docs);
  }

  @Test
  void faultsStrikeAreCountedAndRemoved() {
    EmbeddedPinecone server = start();
    ApiCaller api = new ApiCaller(server);
    Pinelink client = clientOf(server);
    create(client);
    Index docs = client.index("docs");

    JsonNode added =
        ApiCaller.json(
            api.call(
                "POST",
                "faults",
                """
                {"seed": 7, "faults": [
                  {"name": "busy", "type": "refuse", "attributes": {"code": "RESOURCE_EXHAUSTED"},
                   "match": {"operations": ["fetch"]}, "times": 1},
                  {"type": "drop", "match": {"index": "other"}}]}
                """),
            200);
    assertThat(added.path("seed").asInt()).isEqualTo(7);
    assertThat(added.at("/faults/1/name").asText()).isEqualTo("drop-1");
    assertThatThrownBy(() -> docs.fetch(FetchRequest.byIds("a")))
        .isInstanceOf(RateLimitedException.class);
    docs.fetch(FetchRequest.byIds("a"));
    JsonNode busy = api.get("faults/busy");
    assertThat(busy.path("strikes").asInt()).isEqualTo(1);
    assertThat(busy.path("matches").asInt()).isEqualTo(2);

    done(api.call("DELETE", "faults/busy", ""));
    assertThat(server.faults().list()).extracting(ActiveFault::name).containsExactly("drop-1");
    server.faults().nextOfAny(Fault.drop());
    api.call("PUT", "limits", "{\"requestsPerSecond\":{\"query\":5}}");
    done(api.call("DELETE", "faults", ""));
    assertThat(server.faults().list()).isEmpty();
    assertThat(server.faults().pending()).isEmpty();
    assertThat(server.faults().limits()).containsOnlyKeys("query");
  }

  @Test
  void faultsAreRefusedWithThePlaceAndTheValueOfTheMember() {
    EmbeddedPinecone server = start();
    ApiCaller api = new ApiCaller(server);

    assertRefused(
        api,
        "[{\"type\":\"drop\"},{\"type\":\"latency\",\"attributes\":{\"latency\":-5}}]",
        "faults[1].attributes.latency",
        "-5");
    assertRefused(
        api,
        "{\"faults\":[{\"type\":\"drop\",\"match\":{\"operations\":[\"query\",\"qery\"]}}]}",
        "faults[0].match.operations[1]",
        "qery");
    assertRefused(api, "{\"type\":", "", "null");
    assertThat(server.faults().list()).isEmpty();
  }

  private static void assertRefused(ApiCaller api, String body, String field, String value) {
    JsonNode error = ApiCaller.json(api.call("POST", "faults", body), 400).path("error");
    assertThat(error.path("field").asText()).isEqualTo(field);
    assertThat(error.path("value").asText()).isEqualTo(value);
    assertThat(error.path("message").asText()).isNotBlank();
  }

  @Test
  void writesAreHeldAndReleased() {
    EmbeddedPinecone server = start();
    ApiCaller api = new ApiCaller(server);
    Pinelink client = clientOf(server);
    create(client);
    Index docs = client.index("docs");

    done(api.call("PUT", "visibility", "{\"held\":true}"));
    Indexes.fill(docs);
    assertThat(docs.fetch(FetchRequest.byIds("east")).vectors()).isEmpty();
    assertThat(api.get("visibility").path("held").asBoolean()).isTrue();
    done(api.call("PUT", "visibility", "{\"held\":false}"));
    assertThat(docs.fetch(FetchRequest.byIds("east")).vectors()).hasSize(1);
  }

  @Test
  void theMappedAddressIsAdvertised() {
    EmbeddedPinecone server = start(EmbeddedPinecone.builder().localMode().onePort());
    ApiCaller api = new ApiCaller(server);
    Pinelink client = clientOf(server);
    create(client);

    done(api.call("PUT", "advertise", "{\"address\":\"http://localhost:32768\"}"));
    assertThat(client.controlPlane().describeIndex("docs").host())
        .hasValue("http://docs.localhost:32768");
    assertThat(api.get("settings").path("advertise").asText()).isEqualTo("http://localhost:32768");

    JsonNode error =
        ApiCaller.json(api.call("PUT", "advertise", "{\"address\":\"10.0.0.1\"}"), 400)
            .path("error");
    assertThat(error.path("field").asText()).isEqualTo("address");
    assertThat(error.path("value").asText()).isEqualTo("10.0.0.1");
    assertThat(error.path("message").asText()).startsWith("address is '10.0.0.1', an IP address");
    assertThat(
            ApiCaller.json(api.call("PUT", "advertise", "{\"address\":\"a b\"}"), 400)
                .at("/error/message")
                .asText())
        .isEqualTo(
            "address is 'a b', expected HOST, HOST:PORT, or either after http:// or https://");
  }

  @Test
  void theProjectIsRestrictedOverTlsAndHttp2() throws GeneralSecurityException, IOException {
    EmbeddedPinecone server = start(EmbeddedPinecone.builder());
    ApiCaller api = ApiCaller.overTls(server);
    HttpResponse<String> health = api.call("GET", "health", "");
    assertThat(health.version().name()).isEqualTo("HTTP_2");
    assertThat(ApiCaller.json(health, 200).path("addresses").properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("control", "public_data", "private_data");

    done(api.call("PUT", "restriction", "{\"restricted\":true}"));
    assertThat(server.project().isRestricted()).isTrue();
    assertThat(api.get("restriction").path("restricted").asBoolean()).isTrue();
    done(api.call("PUT", "restriction", "{\"restricted\":false}"));
    assertThat(server.project().isRestricted()).isFalse();
  }

  /** A test that expects 401 for public calls would otherwise see them served. */
  @Test
  void aPlaintextServerCannotBeRestricted() {
    EmbeddedPinecone server = start();
    JsonNode error =
        ApiCaller.json(
                new ApiCaller(server).call("PUT", "restriction", "{\"restricted\":true}"), 409)
            .path("error");

    assertThat(error.path("field").asText()).isEqualTo("restricted");
    assertThat(error.path("value").asBoolean()).isTrue();
    assertThat(error.path("message").asText())
        .isEqualTo(
            "restricted is true: Local mode is plaintext and has no private endpoints; pinelink"
                + " local has them with --tls-dir");
    assertThat(server.project().isRestricted()).isFalse();
    assertThatThrownBy(() -> server.project().restrictToPrivateEndpoints(true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no private endpoints");
    server.project().restrictToPrivateEndpoints(false);
    assertThatThrownBy(
            () -> EmbeddedPinecone.builder().localMode().restrictedToPrivateEndpoints().start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("restrictedToPrivateEndpoints is set with localMode");
  }

  @Test
  void aCompressedBodyIsRefusedByTheNameOfItsCompression() {
    EmbeddedPinecone server = start();
    ApiCaller api = new ApiCaller(server);
    JsonNode error =
        ApiCaller.json(
                api.call("PUT", "limits", "{\"service\":true}", "Content-Encoding", "gzip"), 400)
            .path("error");

    assertThat(error.path("field").asText()).isEqualTo("Content-Encoding");
    assertThat(error.path("value").asText()).isEqualTo("gzip");
    assertThat(error.path("message").asText())
        .isEqualTo("Content-Encoding is 'gzip', expected none: send the body uncompressed");
  }

  @Test
  void theRatesOfTheServiceAreReportedAndCanBeSwitchedOff() {
    EmbeddedPinecone server = start(EmbeddedPinecone.builder().localMode().serviceLimits());
    server.clock().stop();
    ApiCaller api = new ApiCaller(server);
    Pinelink client = clientOf(server);
    create(client);
    Index docs = client.index("docs");
    FetchByMetadataRequest list = FetchByMetadataRequest.matching(Filter.eq("year", 1));
    for (int i = 0; i < 5; i++) {
      assertThat(docs.fetchByMetadata(list).items()).isEmpty();
    }
    assertThatThrownBy(() -> docs.fetchByMetadata(list))
        .isInstanceOf(RateLimitedException.class)
        .hasMessageContaining("5 fetches by metadata");
    JsonNode limits = api.get("limits");
    assertThat(limits.path("service").asBoolean()).isTrue();
    assertThat(limits.path("serviceRates"))
        .hasSize(19)
        .anySatisfy(
            rate -> {
              assertThat(rate.path("name").asText()).isEqualTo("fetches by metadata");
              assertThat(rate.path("scope").asText()).isEqualTo("namespace");
              assertThat(rate.path("limit").asInt()).isEqualTo(5);
              assertThat(rate.path("refused").asInt()).isEqualTo(1);
            });

    JsonNode off = ApiCaller.json(api.call("PUT", "limits", "{\"service\":false}"), 200);
    assertThat(off.path("serviceRates")).isEmpty();
    assertThat(docs.fetchByMetadata(list).items()).isEmpty();
    assertThat(api.get("settings").path("serviceLimits").asBoolean()).isFalse();

    server.reset();
    assertThat(api.get("limits").path("service").asBoolean()).isTrue();
  }

  @Test
  void monthlyQuotasAreSetAndReadOverHttp() {
    EmbeddedPinecone server = start();
    ApiCaller api = new ApiCaller(server);
    Pinelink client = clientOf(server);
    create(client);
    Index docs = client.index("docs");
    JsonNode set =
        ApiCaller.json(
            api.call("PUT", "limits", "{\"monthlyQuotas\":{\"egressBytes\":7,\"writeUnits\":0}}"),
            200);
    assertThat(set.at("/monthlyQuotas").toString())
        .isEqualTo(
            "{\"egressBytes\":{\"limit\":7,\"used\":0,\"refused\":0},"
                + "\"writeUnits\":{\"limit\":0,\"used\":0,\"refused\":0}}");
    assertThatThrownBy(() -> Indexes.fill(docs)).isInstanceOf(QuotaExhaustedException.class);
    assertThat(api.get("limits").at("/monthlyQuotas/writeUnits/refused").asInt()).isEqualTo(1);

    assertThat(api.call("PUT", "limits", "{\"monthlyQuotas\":{\"tokens\":1}}").body())
        .contains("tokens");
    assertThat(api.call("PUT", "limits", "{\"monthlyQuotas\":{\"readUnits\":-1}}").body())
        .contains("readUnits");
    ApiCaller.json(api.call("PUT", "limits", "{\"monthlyQuotas\":{}}"), 200);
    assertThat(server.faults().monthlyQuotas()).isEmpty();
  }

  @Test
  void settingsHaveNoSecrets() {
    EmbeddedPinecone server =
        start(
            LocalServer.builder(
                    EmbeddedPinecone.builder()
                        .localMode()
                        .apiKeys(Set.of("pcsk_secret"))
                        .clientCredentials("visible-id", "hidden-secret")
                        .provisioningTime(Duration.ofMillis(1500)))
                .serverApiToken("token-0123456789"));
    HttpResponse<String> response =
        new ApiCaller(server)
            .call("GET", "settings", "", "Authorization", "Bearer token-0123456789");

    JsonNode settings = ApiCaller.json(response, 200);
    assertThat(settings.path("provisioningTime").asDouble()).isEqualTo(1.5);
    assertThat(settings.path("clientId").asText()).isEqualTo("visible-id");
    assertThat(settings.path("localMode").asBoolean()).isTrue();
    assertThat(response.body()).doesNotContain("secret", "0123456789");
  }

  /** A setting that is not shown is a secret, not data, or visible elsewhere. */
  @Test
  void everySettingOfTheBuilderIsShown() {
    EmbeddedPinecone server = start();
    ApiCaller api = new ApiCaller(server);
    List<String> notShown =
        List.of(
            "apiKeys", // secret
            "authority",
            "bucket", // buckets
            "clientCredentials", // clientId
            "clock", // GET clock
            "faults", // GET faults
            "listenAt", // GET health
            "notReadyAtStart",
            "seed", // seeds
            "serverApiToken", // secret
            "settingNames",
            "start");

    List<String> shown = new ArrayList<>();
    api.get("settings").fieldNames().forEachRemaining(shown::add);
    assertThat(shown)
        .containsAll(
            Stream.of(EmbeddedPineconeBuilder.class, LocalServerBuilder.class)
                .flatMap(builder -> Stream.of(builder.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .filter(name -> !notShown.contains(name))
                .collect(Collectors.toSet()));
    List<String> documented = new ArrayList<>();
    api.get("openapi.json")
        .at("/components/schemas/Settings/properties")
        .fieldNames()
        .forEachRemaining(documented::add);
    assertThat(documented).containsExactlyInAnyOrderElementsOf(shown);
  }

  @Test
  void aServerThatIsPreparedIsReadyOnceItIsMarked() {
    LocalServer local =
        LocalServer.builder(EmbeddedPinecone.builder().localMode()).notReadyAtStart().start();
    open.add(local);
    EmbeddedPinecone server = local.pinecone();
    ApiCaller api = new ApiCaller(server);
    create(clientOf(server));

    assertThat(api.call("GET", "health", "").statusCode()).isEqualTo(503);
    local.markReady();
    assertThat(api.call("GET", "health", "").statusCode()).isEqualTo(200);
  }

  @Test
  void itsCallsAreNotLoggedAndNoFaultStrikesThem() {
    EmbeddedPinecone server = start();
    server.faults().nextOfAny(Fault.drop());

    new ApiCaller(server).get("health");

    assertThat(server.requests()).isEmpty();
    assertThat(server.faults().pending()).hasSize(1);
  }

  @Test
  void itIsServedByTheControlPlaneOnly() throws IOException {
    EmbeddedPinecone server = start(EmbeddedPinecone.builder().localMode().onePort());
    create(clientOf(server));

    assertThat(send(server, "localhost")).startsWith("HTTP/1.1 200 ");
    assertThat(send(server, "127.0.0.1")).startsWith("HTTP/1.1 200 ");
    assertThat(send(server, "docs.localhost")).startsWith("HTTP/1.1 404 ");
    assertThat(server.requests())
        .filteredOn(request -> request.path().startsWith("/_pinelink"))
        .extracting(RecordedRequest::listener)
        .containsExactly(Listener.LOCAL_DATA);
  }

  private static String send(EmbeddedPinecone server, String host) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), server.address(Listener.CONTROL).getPort())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              ("GET /_pinelink/health HTTP/1.1\r\nHost: "
                      + host
                      + "\r\nApi-Key: key\r\nConnection: close\r\n\r\n")
                  .getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }
}
