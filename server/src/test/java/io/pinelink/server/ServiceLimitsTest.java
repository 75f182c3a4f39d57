package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.pinelink.grpc.proto.DeleteRequest;
import io.pinelink.grpc.proto.QueryRequest;
import io.pinelink.grpc.proto.UpdateRequest;
import io.pinelink.grpc.proto.VectorServiceGrpc;
import io.pinelink.grpc.proto.VectorServiceGrpc.VectorServiceBlockingStub;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests limits as clients of both protocols see them. The clock of the server stands still. */
class ServiceLimitsTest {
  private static final EmbeddedPinecone SERVER =
      EmbeddedPinecone.builder().localMode().serviceLimits().start();
  private static final String CONTROL = "localhost:" + SERVER.address(Listener.CONTROL).getPort();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String VERSION = "2026-07";
  private static final String IDS =
      IntStream.range(0, 1_000).mapToObj(i -> "'v" + i + "'").collect(Collectors.joining(","));

  private String docs = "";

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void reset() throws Exception {
    SERVER.reset();
    SERVER.clock().stop();
    docs = create("docs");
    assertThat(
            rest(
                    docs,
                    "POST",
                    "/vectors/upsert",
                    "{'vectors':[{'id':'v','values':[1,2],'metadata':{'year':2026}}]}")
                .statusCode())
        .isEqualTo(200);
  }

  private static String create(String name) throws Exception {
    HttpResponse<String> made =
        rest(
            CONTROL,
            "POST",
            "/indexes",
            "{'name':'"
                + name
                + "','dimension':2,'metric':'cosine','spec':{'serverless':{'cloud':'aws',"
                + "'region':'us-east-1'}}}",
            "2026-04");
    return new ObjectMapper().readTree(made.body()).path("host").asText();
  }

  private static HttpResponse<String> rest(String host, String method, String path, String json)
      throws Exception {
    return rest(host, method, path, json, VERSION);
  }

  /** Makes a call; JSON is written with single quotes, and an empty version stands for none. */
  private static HttpResponse<String> rest(
      String host, String method, String path, String json, String version)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + host + path))
            .header("Api-Key", EmbeddedPinecone.API_KEY)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json.replace('\'', '"')));
    if (!version.isEmpty()) {
      request.header("X-Pinecone-Api-Version", version);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  /** Makes a call over REST a number of times, all of which have to be accepted. */
  private static void accepted(int times, String host, String method, String path, String json)
      throws Exception {
    for (int i = 0; i < times; i++) {
      HttpResponse<String> response = rest(host, method, path, json);
      assertThat(response.statusCode()).as("%s: %s", i, response.body()).isLessThan(300);
    }
  }

  private static void refused(String host, String method, String path, String json, String message)
      throws Exception {
    HttpResponse<String> response = rest(host, method, path, json);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(429);
    assertThat(response.headers().firstValue("retry-after")).hasValue("1");
    assertThat(response.body()).contains(message);
  }

  private static void refusedOverGrpc(Executable call, String message) {
    StatusRuntimeException refusal = failure(call);
    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(refusal.getStatus().getDescription()).contains(message);
    Metadata trailers = Status.trailersFromThrowable(refusal);
    assertThat(Long.parseLong(TestClients.header(trailers, "grpc-retry-pushback-ms")))
        .isBetween(1L, 1_000L);
  }

  private static StatusRuntimeException failure(Executable call) {
    return assertThrows(StatusRuntimeException.class, call);
  }

  @FunctionalInterface
  private interface Calls {
    void with(VectorServiceBlockingStub stub) throws Exception;
  }

  private void overGrpc(String version, Calls calls) throws Exception {
    int port = Integer.parseInt(docs.substring(docs.indexOf(':') + 1));
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .usePlaintext()
            .build();
    Metadata headers = new Metadata();
    if (!version.isEmpty()) {
      headers.put(
          Metadata.Key.of("x-pinecone-api-version", Metadata.ASCII_STRING_MARSHALLER), version);
    }
    try {
      calls.with(
          VectorServiceGrpc.newBlockingStub(channel)
              .withInterceptors(
                  TestClients.key(EmbeddedPinecone.API_KEY),
                  MetadataUtils.newAttachHeadersInterceptor(headers)));
    } finally {
      channel.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "2024-04", "2024-07", "2024-10", "2025-01", "2025-04", "2025-10", "2026-04", "2026-07"
      })
  void aLimitOfAnOperationReportsWhenToRetry(String version) throws Exception {
    SERVER.faults().limitOnly(Map.of("query", 2, "listIndexes", 1, "deleteIndex", 1));
    String query = "{'vector':[1,2],'topK':1}";
    rest(docs, "POST", "/query", query, version);
    rest(docs, "POST", "/query", query, version);
    rest(CONTROL, "GET", "/indexes", "", version);
    rest(CONTROL, "DELETE", "/indexes/none", "", version);

    for (HttpResponse<String> response :
        List.of(
            rest(docs, "POST", "/query", query, version),
            rest(CONTROL, "GET", "/indexes", "", version),
            rest(CONTROL, "DELETE", "/indexes/none", "", version))) {
      assertThat(response.statusCode()).as(response.body()).isEqualTo(429);
      assertThat(response.headers().firstValue("retry-after")).hasValue("1");
    }
    overGrpc(
        version,
        stub -> {
          QueryRequest asked =
              QueryRequest.newBuilder().addVector(1).addVector(2).setTopK(1).build();
          StatusRuntimeException refusal = failure(() -> stub.query(asked));
          assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
          assertThat(
                  TestClients.header(
                      Status.trailersFromThrowable(refusal), "grpc-retry-pushback-ms"))
              .isEqualTo("500");
          SERVER.clock().advance(Duration.ofMillis(500));
          assertThat(stub.query(asked).getMatchesCount()).isEqualTo(1);
        });
  }

  @Test
  void theRatesOfTheServiceApplyToEachNamespace() throws Exception {
    String query = "{'vector':[1,2],'topK':1,'namespace':'%s'}";
    accepted(100, docs, "POST", "/query", query.formatted("a"));

    refused(
        docs,
        "POST",
        "/query",
        query.formatted("a"),
        "limit of 100 query requests per second for namespace 'a'");
    accepted(1, docs, "POST", "/query", query.formatted("b"));
    accepted(1, create("other"), "POST", "/query", query.formatted("a"));
    SERVER.clock().advance(Duration.ofMillis(10));
    accepted(1, docs, "POST", "/query", query.formatted("a"));
    refused(docs, "POST", "/query", query.formatted("a"), "100 query requests");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/vectors/update | {'filter':{'year':1},'setMetadata':{'a':1}} | 5 updates by metadata",
        "/vectors/delete | {'filter':{'year':1}} | 5 deletes by metadata",
        "/vectors/fetch_by_metadata | {'filter':{'year':1}} | 5 fetches by metadata"
      })
  void callsByMetadataHaveALowerRate(String path, String body, String limit) throws Exception {
    accepted(5, docs, "POST", path, body);

    refused(
        docs, "POST", path, body, "limit of " + limit + " per second for namespace '__default__'");
  }

  @Test
  void callsByMetadataOverGrpcHaveALowerRate() throws Exception {
    Struct filter =
        Struct.newBuilder().putFields("year", Value.newBuilder().setNumberValue(1).build()).build();
    UpdateRequest update =
        UpdateRequest.newBuilder().setFilter(filter).setSetMetadata(filter).build();
    DeleteRequest delete = DeleteRequest.newBuilder().setFilter(filter).build();
    DeleteRequest byIds = DeleteRequest.newBuilder().addIds("x").build();
    overGrpc(
        VERSION,
        stub -> {
          for (int i = 0; i < 5; i++) {
            var updated = stub.update(update);
            var deleted = stub.delete(delete);
            assertThat(updated.getMatchedRecords()).isZero();
            assertThat(deleted).isNotNull();
          }
          refusedOverGrpc(() -> stub.update(update), "5 updates by metadata per second");
          refusedOverGrpc(() -> stub.delete(delete), "5 deletes by metadata per second");
          assertThat(stub.delete(byIds)).isNotNull();
        });
  }

  @Test
  void deletedRecordsAreCountedForTheIndexToo() throws Exception {
    String body = "{'ids':[" + IDS + "],'namespace':'%s'}";
    accepted(1, docs, "POST", "/namespaces", "{'name':'b'}");
    accepted(4, docs, "POST", "/vectors/delete", body.formatted(""));
    accepted(1, docs, "POST", "/vectors/delete", body.formatted("b"));

    refused(
        docs,
        "POST",
        "/vectors/delete",
        body.formatted("b"),
        "limit of 5000 deleted records per second for the index");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "100 | POST | /vectors/upsert | {'vectors':[{'id':'v','values':[1,2]}]} | upsert requests",
        "100 | POST | /vectors/update | {'id':'v','values':[2,1]} | update requests",
        "100 | POST | /vectors/delete | {'ids':['x']} | delete requests",
        "100 | GET | /vectors/fetch?ids=v | '' | fetch requests",
        "200 | GET | /vectors/list | '' | list requests",
        "100 | GET | /describe_index_stats | '' | describe index stats requests"
      })
  void eachOperationHasARate(int limit, String method, String path, String body, String name)
      throws Exception {
    // An earlier upsert of the setup counts.
    SERVER.clock().advance(Duration.ofSeconds(1));
    accepted(limit, docs, method, path, body);

    refused(docs, method, path, body, "limit of " + limit + " " + name + " per second");
  }

  @Test
  void inferenceIsLimitedPerSecondAndPerMinute() throws Exception {
    String embed =
        "{'model':'multilingual-e5-large','inputs':[{'text':'a'}],'parameters':{'input_type':'query'}}";
    accepted(100, CONTROL, "POST", "/embed", embed);
    refused(
        CONTROL,
        "POST",
        "/embed",
        embed,
        "limit of 100 inference requests per second for the project");

    HttpResponse<String> response = rest(CONTROL, "POST", "/embed", embed);
    for (int second = 0; second < 60 && !response.body().contains("per minute"); second++) {
      SERVER.clock().advance(Duration.ofSeconds(1));
      for (int i = 0; i < 100; i++) {
        response = rest(CONTROL, "POST", "/embed", embed);
        if (response.statusCode() == 429) {
          break;
        }
      }
    }
    assertThat(response.body()).contains("limit of 2000 inference requests per minute");
  }
}
