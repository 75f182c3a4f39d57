package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import io.grpc.stub.MetadataUtils;
import io.pinelink.grpc.proto.DeleteRequest;
import io.pinelink.grpc.proto.DescribeIndexStatsRequest;
import io.pinelink.grpc.proto.DescribeIndexStatsResponse;
import io.pinelink.grpc.proto.DescribeNamespaceRequest;
import io.pinelink.grpc.proto.FetchRequest;
import io.pinelink.grpc.proto.FetchResponse;
import io.pinelink.grpc.proto.ListRequest;
import io.pinelink.grpc.proto.ListResponse;
import io.pinelink.grpc.proto.QueryRequest;
import io.pinelink.grpc.proto.QueryResponse;
import io.pinelink.grpc.proto.ScoredVector;
import io.pinelink.grpc.proto.UpdateRequest;
import io.pinelink.grpc.proto.UpsertRequest;
import io.pinelink.grpc.proto.Vector;
import io.pinelink.grpc.proto.VectorServiceGrpc;
import io.pinelink.grpc.proto.VectorServiceGrpc.VectorServiceBlockingStub;
import io.pinelink.grpc.proto.VectorServiceGrpc.VectorServiceFutureStub;
import io.pinelink.model.Protocol;
import io.pinelink.server.TestClients.Response;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.ServerCall;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmbeddedPineconeTest {
  private static final String PUBLIC_HOST = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";
  private static final String PRIVATE_HOST = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";

  private final EmbeddedPinecone pinecone = EmbeddedPinecone.start();
  private final TestClients clients = new TestClients(pinecone);

  @AfterEach
  void close() {
    clients.close();
    pinecone.close();
  }

  @Test
  void theSevenOperationsWorkOverGrpc() {
    createIndex("docs", 2, "cosine");
    VectorServiceBlockingStub stub = stub(Listener.PUBLIC_DATA, PUBLIC_HOST);

    assertThat(
            stub.upsert(
                    UpsertRequest.newBuilder()
                        .setNamespace("en")
                        .addVectors(vector("a", 1, 0).setMetadata(lang("et")))
                        .addVectors(vector("b", 0, 1))
                        .build())
                .getUpsertedCount())
        .isEqualTo(2);
    stub.update(
        UpdateRequest.newBuilder()
            .setNamespace("en")
            .setId("b")
            .setSetMetadata(lang("de"))
            .build());

    QueryResponse found =
        stub.query(
            QueryRequest.newBuilder()
                .setNamespace("en")
                .setTopK(10)
                .addVector(1)
                .addVector(1)
                .setIncludeMetadata(true)
                .build());
    assertThat(found.getMatchesList()).extracting(ScoredVector::getId).containsExactly("a", "b");
    assertThat(found.getMatches(0).getScore()).isCloseTo(0.70710677f, within(1e-7f));
    assertThat(found.getMatches(1).getMetadata()).isEqualTo(lang("de"));
    assertThat(found.getMatches(0).getValuesCount()).isZero();
    assertThat(found.getNamespace()).isEqualTo("en");
    assertThat(found.getUsage().getReadUnits()).isEqualTo(1);

    FetchResponse fetched =
        stub.fetch(
            FetchRequest.newBuilder().setNamespace("en").addIds("a").addIds("unknown").build());
    assertThat(fetched.getVectorsMap())
        .containsExactlyEntriesOf(Map.of("a", vector("a", 1, 0).setMetadata(lang("et")).build()));

    ListResponse page = stub.list(ListRequest.newBuilder().setNamespace("en").setLimit(1).build());
    assertThat(page.getVectors(0).getId()).isEqualTo("a");
    ListResponse last =
        stub.list(
            ListRequest.newBuilder()
                .setNamespace("en")
                .setLimit(1)
                .setPaginationToken(page.getPagination().getNext())
                .build());
    assertThat(last.getVectors(0).getId()).isEqualTo("b");
    assertThat(last.hasPagination()).isFalse();

    stub.delete(DeleteRequest.newBuilder().setNamespace("en").setFilter(lang("et")).build());
    DescribeIndexStatsResponse stats =
        stub.describeIndexStats(DescribeIndexStatsRequest.getDefaultInstance());
    assertThat(stats.getNamespacesOrThrow("en").getVectorCount()).isEqualTo(1);
    assertThat(stats.getTotalVectorCount()).isEqualTo(1);
    assertThat(stats.getDimension()).isEqualTo(2);
    assertThat(stats.getMetric()).isEqualTo("cosine");
    assertThat(stats.getVectorType()).isEqualTo("dense");
  }

  @Test
  void aLongRefusalKeepsItsStatus() {
    createIndex("docs", 2, "cosine");
    VectorServiceBlockingStub stub = stub(Listener.PUBLIC_DATA, PUBLIC_HOST);

    assertThatThrownBy(
            () -> stub.fetch(FetchRequest.newBuilder().addIds("ä".repeat(1_500)).build()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
  }

  @Test
  void manyCancelledCallsDoNotEndTheConnection() throws Exception {
    createIndex("docs", 2, "cosine");
    ManagedChannel channel = clients.channel(Listener.PUBLIC_DATA, PUBLIC_HOST);
    VectorServiceFutureStub stub =
        VectorServiceGrpc.newFutureStub(channel)
            .withInterceptors(TestClients.key(EmbeddedPinecone.API_KEY));
    for (int i = 0; i < 1_000; i++) {
      stub.describeIndexStats(DescribeIndexStatsRequest.getDefaultInstance()).cancel(true);
    }

    for (int i = 0; i < 20; i++) {
      assertThat(
              stub.describeIndexStats(DescribeIndexStatsRequest.getDefaultInstance())
                  .get(20, TimeUnit.SECONDS)
                  .getDimension())
          .isEqualTo(2);
    }
  }

  @Test
  void aRefusalHasStatusMessageAndRequestId() {
    createIndex("docs", 2, "cosine");
    VectorServiceBlockingStub stub = stub(Listener.PUBLIC_DATA, PUBLIC_HOST);

    StatusRuntimeException refusal =
        refusal(() -> stub.upsert(upsert(vector("õ", 1, 2))), Status.Code.INVALID_ARGUMENT);
    assertThat(refusal.getStatus().getDescription())
        .isEqualTo("Vector ID must be ASCII, but got 'õ'");
    assertThat(TestClients.header(refusal.getTrailers(), "x-pinecone-request-id")).isNotEmpty();
    assertThat(TestClients.header(refusal.getTrailers(), "x-pinecone-response-duration-ms"))
        .matches("\\d+");

    refusal(
        () -> stub.delete(DeleteRequest.newBuilder().setNamespace("no").setDeleteAll(true).build()),
        Status.Code.NOT_FOUND);
    refusal(
        () -> stub.delete(DeleteRequest.newBuilder().addIds("a").setDeleteAll(true).build()),
        Status.Code.INVALID_ARGUMENT);
    refusal(
        () ->
            stub.describeNamespace(
                DescribeNamespaceRequest.newBuilder().setNamespace("no").build()),
        Status.Code.NOT_FOUND);
  }

  @Test
  void aResponseOverFourMegabytesIsOutOfRange() {
    createIndex("docs", 20_000, "dotproduct");
    VectorServiceBlockingStub stub = stub(Listener.PUBLIC_DATA, PUBLIC_HOST);
    float[] values = new float[20_000];
    values[0] = 1;
    for (int request = 0; request < 3; request++) {
      UpsertRequest.Builder upsert = UpsertRequest.newBuilder();
      for (int i = 0; i < 20; i++) {
        upsert.addVectors(vector(request + "-" + i, values));
      }
      stub.upsert(upsert.build());
    }

    QueryRequest query =
        QueryRequest.newBuilder().setTopK(60).setId("0-0").setIncludeValues(true).build();
    assertThat(refusal(() -> stub.query(query), Status.Code.OUT_OF_RANGE).getStatus())
        .extracting(Status::getDescription)
        .asString()
        .matches("Error, message length too large: found \\d+ bytes, the limit is: 4194304 bytes");
    assertThat(stub.query(query.toBuilder().setTopK(50).build()).getMatchesCount()).isEqualTo(50);
  }

  @Test
  void aCompressedRequestIsRead() {
    createIndex("docs", 2, "cosine");

    assertThat(
            stub(Listener.PUBLIC_DATA, PUBLIC_HOST)
                .withCompression("gzip")
                .upsert(upsert(vector("a", 1, 2)))
                .getUpsertedCount())
        .isEqualTo(1);
  }

  @Test
  void sequenceNumbersReportWhenAWriteIsVisible() {
    createIndex("docs", 2, "cosine");
    AtomicReference<Metadata> headers = new AtomicReference<>();
    AtomicReference<Metadata> trailers = new AtomicReference<>();
    VectorServiceBlockingStub stub =
        stub(Listener.PUBLIC_DATA, PUBLIC_HOST)
            .withInterceptors(MetadataUtils.newCaptureMetadataInterceptor(headers, trailers));

    stub.upsert(upsert(vector("a", 1, 2)));
    String written = TestClients.header(headers.get(), "x-pinecone-request-lsn");
    assertThat(TestClients.header(headers.get(), "x-pinecone-lsn-committed")).isEqualTo(written);
    assertThat(TestClients.header(headers.get(), "x-pinecone-request-id")).isNotEmpty();

    stub.fetch(FetchRequest.newBuilder().addIds("a").build());
    String read = TestClients.header(headers.get(), "x-pinecone-max-indexed-lsn");
    assertThat(TestClients.header(headers.get(), "x-pinecone-lsn-reconciled")).isEqualTo(read);
    assertThat(Long.parseLong(read)).isGreaterThanOrEqualTo(Long.parseLong(written));
  }

  @Test
  void bothHostsOfAnIndexShowTheSameData() {
    createIndex("docs", 2, "cosine");

    stub(Listener.PUBLIC_DATA, PUBLIC_HOST).upsert(upsert(vector("a", 1, 2)));

    assertThat(
            stub(Listener.PRIVATE_DATA, PRIVATE_HOST)
                .fetch(FetchRequest.newBuilder().addIds("a").build())
                .getVectorsMap())
        .containsKey("a");
  }

  @Test
  void aHostWithoutAnIndexIsNotFound() {
    String other = "other-a1b234c.svc.aped-4627-b74a.pinecone.io";

    refusal(
        () -> stub(Listener.PUBLIC_DATA, other).upsert(upsert(vector("a", 1, 2))),
        Status.Code.NOT_FOUND);
    Response rest =
        clients.http(Listener.PUBLIC_DATA, other, "POST", "/query", EmbeddedPinecone.API_KEY, "{}");
    assertThat(rest.status()).isEqualTo(404);
    assertThat(rest.json().path("code").intValue()).isEqualTo(5);
  }

  @Test
  void aDeletedIndexAnswersNotFoundOnItsHost() {
    createIndex("docs", 2, "cosine");
    VectorServiceBlockingStub stub = stub(Listener.PUBLIC_DATA, PUBLIC_HOST);
    stub.upsert(upsert(vector("a", 1, 2)));

    assertThat(control("DELETE", "/indexes/docs", "").status()).isEqualTo(202);

    refusal(() -> stub.upsert(upsert(vector("a", 1, 2))), Status.Code.NOT_FOUND);
  }

  @Test
  void anUnknownPathOfTheDataPlaneIsNotFoundInItsEnvelope() {
    createIndex("docs", 2, "cosine");

    Response response =
        clients.http(
            Listener.PUBLIC_DATA, PUBLIC_HOST, "POST", "/nowhere", EmbeddedPinecone.API_KEY, "{}");

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.json().path("code").intValue()).isEqualTo(5);
    assertThat(response.json().path("details").isArray()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(value = Listener.class, mode = EnumSource.Mode.EXCLUDE, names = "LOCAL_DATA")
  void aBadKeyIsRefusedInPlainTextBeforeAnythingElse(Listener listener) {
    for (String key : List.of("", "wrong")) {
      Response response = clients.http(listener, host(listener), "GET", "/anything", key, "");

      assertThat(response.status()).isEqualTo(401);
      assertThat(response.header("content-type")).isEqualTo("text/plain");
      assertThat(response.header("x-pinecone-request-id")).isNotEmpty();
      assertThat(response.body())
          .isEqualTo(listener == Listener.CONTROL ? "Invalid API key" : "Unauthorized");
    }
  }

  @Test
  void aGrpcClientSeesABadKeyAsUnauthenticated() {
    createIndex("docs", 2, "cosine");

    refusal(
        () -> stub(Listener.PUBLIC_DATA, PUBLIC_HOST, "wrong").upsert(upsert(vector("a", 1, 2))),
        Status.Code.UNAUTHENTICATED);
  }

  @Test
  void aRestrictedProjectServesDataOnlyPrivately() {
    createIndex("docs", 2, "cosine");
    VectorServiceBlockingStub open = stub(Listener.PUBLIC_DATA, PUBLIC_HOST);
    VectorServiceBlockingStub hidden = stub(Listener.PRIVATE_DATA, PRIVATE_HOST);

    pinecone.project().restrictToPrivateEndpoints(true);
    refusal(() -> open.upsert(upsert(vector("a", 1, 2))), Status.Code.UNAUTHENTICATED);
    assertThat(
            clients
                .http(
                    Listener.PUBLIC_DATA,
                    PUBLIC_HOST,
                    "POST",
                    "/query",
                    EmbeddedPinecone.API_KEY,
                    "{}")
                .body())
        .isEqualTo("Unauthorized");
    hidden.upsert(upsert(vector("a", 1, 2)));
    assertThat(control("GET", "/indexes/docs", "").status()).isEqualTo(200);

    pinecone.project().restrictToPrivateEndpoints(false);
    open.upsert(upsert(vector("a", 1, 2)));
  }

  @Test
  void requestsAreRecordedInOrderWithTheirKeysMasked() {
    createIndex("docs", 2, "cosine");
    pinecone.clearRequests();

    stub(Listener.PRIVATE_DATA, PRIVATE_HOST).upsert(upsert(vector("a", 1, 2)));
    refusal(
        () -> stub(Listener.PUBLIC_DATA, PUBLIC_HOST, "secret").upsert(upsert(vector("a", 1))),
        Status.Code.UNAUTHENTICATED);
    control("GET", "/indexes?x=y", "");

    List<RecordedRequest> requests = pinecone.requests();
    assertThat(requests)
        .extracting(RecordedRequest::listener)
        .containsExactly(Listener.PRIVATE_DATA, Listener.PUBLIC_DATA, Listener.CONTROL);
    assertThat(requests)
        .extracting(RecordedRequest::path)
        .containsExactly("/VectorService/Upsert", "/VectorService/Upsert", "/indexes");
    assertThat(requests)
        .extracting(RecordedRequest::protocol)
        .containsExactly(Protocol.GRPC, Protocol.GRPC, Protocol.REST);
    assertThat(requests)
        .extracting(RecordedRequest::authority)
        .containsExactly(PRIVATE_HOST, PUBLIC_HOST, "api.pinecone.io");
    assertThat(requests)
        .extracting(RecordedRequest::httpStatus)
        .containsExactly(OptionalInt.of(200), OptionalInt.of(401), OptionalInt.of(200));
    assertThat(requests)
        .extracting(RecordedRequest::grpcStatus)
        .containsExactly(OptionalInt.of(0), OptionalInt.empty(), OptionalInt.empty());
    assertThat(requests.get(2).query()).isEqualTo("x=y");
    assertThat(requests)
        .allSatisfy(r -> assertThat(r.headers()).containsEntry("api-key", List.of("***")));
    assertThat(requests.toString()).doesNotContain("secret", EmbeddedPinecone.API_KEY);
    assertThatThrownBy(requests::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @EnumSource(value = Listener.class, mode = EnumSource.Mode.EXCLUDE, names = "LOCAL_DATA")
  void theCertificateOfAListenerIsOnlyForItsOwnNames(Listener listener) {
    for (Listener other : Listener.values()) {
      ThrowingCallable call = () -> clients.http(listener, host(other), "GET", "/", "", "");
      // The control plane also has the name localhost.
      boolean named = listener == Listener.CONTROL && other == Listener.LOCAL_DATA;
      if (other == listener || named) {
        assertThat(clients.http(listener, host(other), "GET", "/", "", "").status()).isEqualTo(401);
      } else {
        assertThatThrownBy(call).hasRootCauseInstanceOf(CertificateException.class);
      }
    }
    assertThat(pinecone.authority().pem()).startsWith("-----BEGIN CERTIFICATE-----");
  }

  @Test
  void environmentsOfTwoLabelsAndOtherProjectsWork() {
    try (EmbeddedPinecone azure =
            EmbeddedPinecone.builder()
                .environment("eastus2-5e25.prod-azure")
                .projectId("zz99")
                .apiKeys(Set.of("k1", "k2"))
                .start();
        TestClients azureClients = new TestClients(azure)) {
      Response created =
          azureClients.http(
              Listener.CONTROL, "api.pinecone.io", "POST", "/indexes", "k2", create("docs", 2));
      String host = created.json().path("private_host").textValue();

      assertThat(host).isEqualTo("docs-zz99.svc.private.eastus2-5e25.prod-azure.pinecone.io");
      azureClients.stub(Listener.PRIVATE_DATA, host, "k1").upsert(upsert(vector("a", 1, 2)));
    }
  }

  @Test
  void closingEndsThreadsAndFreesPorts() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    EmbeddedPinecone other = EmbeddedPinecone.start();
    int port = other.address(Listener.CONTROL).getPort();
    try (TestClients otherClients = new TestClients(other)) {
      otherClients.http(Listener.CONTROL, "api.pinecone.io", "GET", "/indexes", "", "");
    }
    List<Thread> threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !before.contains(thread))
            .filter(thread -> thread.getName().startsWith("embedded-pinecone"))
            .toList();
    assertThat(threads).isNotEmpty();

    other.close();
    other.close();

    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(5));
      assertThat(thread.isAlive()).isFalse();
    }
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
    assertThat(other.requests()).hasSize(1);
  }

  @Test
  void anIndexThatIsNotReadyIsUnavailable() {
    try (EmbeddedPinecone slow =
            EmbeddedPinecone.builder().provisioningTime(Duration.ofDays(1)).start();
        TestClients slowClients = new TestClients(slow)) {
      slowClients.http(
          Listener.CONTROL,
          "api.pinecone.io",
          "POST",
          "/indexes",
          EmbeddedPinecone.API_KEY,
          create("docs", 2));

      refusal(
          () ->
              slowClients
                  .stub(Listener.PUBLIC_DATA, PUBLIC_HOST, EmbeddedPinecone.API_KEY)
                  .upsert(upsert(vector("a", 1, 2))),
          Status.Code.UNAVAILABLE);
    }
  }

  @Test
  void theBuilderCanRestrictAndHideTheProjectsEndpoints() {
    try (EmbeddedPinecone other =
            EmbeddedPinecone.builder()
                .restrictedToPrivateEndpoints()
                .privateEndpoint(false)
                .start();
        TestClients otherClients = new TestClients(other)) {
      Response created =
          otherClients.http(
              Listener.CONTROL,
              "api.pinecone.io",
              "POST",
              "/indexes",
              EmbeddedPinecone.API_KEY,
              create("docs", 2));

      assertThat(created.json().has("private_host")).isFalse();
      refusal(
          () ->
              otherClients
                  .stub(Listener.PUBLIC_DATA, PUBLIC_HOST, EmbeddedPinecone.API_KEY)
                  .upsert(upsert(vector("a", 1, 2))),
          Status.Code.UNAUTHENTICATED);
    }
  }

  @Test
  void theBuilderRefusesInvalidHostLabels() {
    EmbeddedPineconeBuilder builder = EmbeddedPinecone.builder();

    for (String bad : List.of("", "A", "-a", "a.", ".a", "a_b")) {
      assertThatThrownBy(() -> builder.environment(bad))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> builder.projectId(bad)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> builder.projectId("a.b")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.provisioningTime(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anUpsertOverTheLimitsIsRefusedWhole() {
    createIndex("docs", 20_000, "dotproduct");
    VectorServiceBlockingStub stub = stub(Listener.PUBLIC_DATA, PUBLIC_HOST);
    float[] values = new float[20_000];
    values[0] = 1;
    UpsertRequest.Builder large = UpsertRequest.newBuilder();
    for (int i = 0; i < 27; i++) {
      large.addVectors(vector("v" + i, values));
    }

    assertThat(
            refusal(() -> stub.upsert(large.build()), Status.Code.INVALID_ARGUMENT)
                .getStatus()
                .getDescription())
        .contains("exceeds the limit of 2097152");
    assertThat(
            stub.describeIndexStats(DescribeIndexStatsRequest.getDefaultInstance())
                .getTotalVectorCount())
        .isZero();
  }

  @Test
  void otherContentTypesAreNotGrpc() {
    assertThat(call("application/grpc").isGrpc()).isTrue();
    assertThat(call("application/grpc+proto").isGrpc()).isTrue();
    assertThat(call("application/grpc-web").isGrpc()).isFalse();
    assertThat(call("application/json").isGrpc()).isFalse();
  }

  private static ServerCall call(String contentType) {
    return new ServerCall(
        ListenerRole.PUBLIC_DATA,
        "POST",
        "/",
        new DefaultHttpHeaders().set("content-type", contentType),
        new byte[0]);
  }

  @Test
  void parallelCallsOverOneConnectionAllSucceed() {
    createIndex("docs", 2, "cosine");
    ManagedChannel channel = clients.channel(Listener.PUBLIC_DATA, PUBLIC_HOST);
    VectorServiceGrpc.VectorServiceFutureStub stub =
        VectorServiceGrpc.newFutureStub(
            ClientInterceptors.intercept(channel, TestClients.key(EmbeddedPinecone.API_KEY)));

    var writes =
        Stream.iterate(1, i -> i + 1)
            .limit(200)
            .map(i -> stub.upsert(upsert(vector("v" + i, i, 1))))
            .toList();

    assertThat(writes).allSatisfy(write -> assertThat(write.get().getUpsertedCount()).isEqualTo(1));
    assertThat(
            stub(Listener.PUBLIC_DATA, PUBLIC_HOST)
                .describeIndexStats(DescribeIndexStatsRequest.getDefaultInstance())
                .getTotalVectorCount())
        .isEqualTo(200);
  }

  private void createIndex(String name, int dimension, String metric) {
    String body =
        """
        {"name":"%s","dimension":%d,"metric":"%s",
         "spec":{"serverless":{"cloud":"aws","region":"us-east-1"}}}\
        """
            .formatted(name, dimension, metric);
    assertThat(control("POST", "/indexes", body).status()).isEqualTo(201);
  }

  private static String create(String name, int dimension) {
    return """
    {"name":"%s","dimension":%d,"spec":{"serverless":{"cloud":"azure","region":"eastus2"}}}\
    """
        .formatted(name, dimension);
  }

  private Response control(String method, String path, String body) {
    return clients.http(
        Listener.CONTROL, "api.pinecone.io", method, path, EmbeddedPinecone.API_KEY, body);
  }

  private VectorServiceBlockingStub stub(Listener listener, String host) {
    return stub(listener, host, EmbeddedPinecone.API_KEY);
  }

  private VectorServiceBlockingStub stub(Listener listener, String host, String key) {
    return clients.stub(listener, host, key);
  }

  private static String host(Listener listener) {
    return switch (listener) {
      case CONTROL -> "api.pinecone.io";
      case PUBLIC_DATA -> PUBLIC_HOST;
      case PRIVATE_DATA -> PRIVATE_HOST;
      case LOCAL_DATA -> "localhost";
    };
  }

  private static StatusRuntimeException refusal(ThrowingCallable call, Status.Code code) {
    AtomicReference<StatusRuntimeException> refusal = new AtomicReference<>();
    assertThatThrownBy(call).isInstanceOfSatisfying(StatusRuntimeException.class, refusal::set);
    assertThat(refusal.get().getStatus().getCode()).isEqualTo(code);
    return refusal.get();
  }

  private static UpsertRequest upsert(Vector.Builder vector) {
    return UpsertRequest.newBuilder().addVectors(vector).build();
  }

  private static Vector.Builder vector(String id, float... values) {
    Vector.Builder vector = Vector.newBuilder().setId(id);
    for (float value : values) {
      vector.addValues(value);
    }
    return vector;
  }

  private static Struct lang(String lang) {
    return Struct.newBuilder()
        .putFields("lang", Value.newBuilder().setStringValue(lang).build())
        .build();
  }
}
