package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.CallOptions;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.error.AlreadyExistsException;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.Metric;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.StatsRequest;
import io.pinelink.model.Vector;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.testsupport.Indexes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests each kind of failure, with the exception and the message that a user gets. */
class FailuresIT {
  private static final String HOST = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";
  private static EmbeddedPinecone server;
  private static Pinelink client;
  private static Index index;

  @BeforeAll
  static void start() {
    server = EmbeddedPinecone.start();
    client = server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build();
    index = Indexes.create(client, "docs", Metric.COSINE);
    Indexes.fill(index);
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  /** Returns a client that trusts the server but dials another address for private hosts. */
  private static Pinelink dialling(InetSocketAddress address) {
    return Pinelink.builder()
        .apiKey(EmbeddedPinecone.API_KEY)
        .addressGuard(AddressGuard.privateOnly().allowingLoopback())
        .tls(TlsOptions.trustOnly(server.authority().certificate()))
        .connectRule(ConnectRule.forHost(HOST).dial(address))
        .build();
  }

  private static void fails(Pinelink client, NetworkCause cause, String... words) {
    try (client) {
      assertThatThrownBy(() -> client.indexAt(HOST).describeIndexStats())
          .isInstanceOfSatisfying(
              TransportException.class,
              e -> {
                assertThat(e.networkCause()).isEqualTo(cause);
                assertThat(e.isUnsent()).isTrue();
                assertThat(e.route()).isPresent();
              })
          .hasMessageContainingAll("describeIndexStats on " + HOST)
          .hasMessageContainingAll(words);
    }
  }

  private static void refused(ThrowingCallable call, ErrorCode code, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.requestId()).isPresent();
            })
        .hasMessageContainingAll(words);
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Test
  void aCertificateForAnotherNameIsReported() {
    fails(
        dialling(server.address(Listener.PUBLIC_DATA)),
        NetworkCause.WRONG_CERTIFICATE_NAME,
        "the server's certificate is for *.svc.aped-4627-b74a.pinecone.io, not for " + HOST);
  }

  @Test
  void aCertificateOfAnUnknownAuthorityIsReported() {
    fails(
        Pinelink.builder()
            .apiKey(EmbeddedPinecone.API_KEY)
            .addressGuard(AddressGuard.privateOnly().allowingLoopback())
            .connectRule(ConnectRule.forHost(HOST).dial(server.address(Listener.PRIVATE_DATA)))
            .build(),
        NetworkCause.UNTRUSTED_CERTIFICATE,
        "'CN=EmbeddedPinecone CA', which is not trusted",
        "TlsOptions");
  }

  @Test
  void aCertificateOfAnotherAuthorityOfTheSameNameIsReported() {
    try (EmbeddedPinecone other = EmbeddedPinecone.start()) {
      fails(
          Pinelink.builder()
              .apiKey(EmbeddedPinecone.API_KEY)
              .addressGuard(AddressGuard.privateOnly().allowingLoopback())
              .tls(TlsOptions.trustOnly(other.authority().certificate()))
              .connectRule(ConnectRule.forHost(HOST).dial(server.address(Listener.PRIVATE_DATA)))
              .build(),
          NetworkCause.UNTRUSTED_CERTIFICATE,
          "which is not trusted");
    }
  }

  @Test
  void aRefusedConnectionIsReported() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    fails(dialling(loopback(port)), NetworkCause.CONNECTION_REFUSED, ":" + port + " was refused");
  }

  @Test
  void anUnknownHostIsReported() {
    fails(
        Pinelink.builder()
            .apiKey(EmbeddedPinecone.API_KEY)
            .connectRule(ConnectRule.forHost(HOST).dial("vpce-1.invalid"))
            .build(),
        NetworkCause.UNKNOWN_HOST,
        "vpce-1.invalid",
        "does not resolve",
        "check the name");
  }

  @Test
  void anUnansweredCallFailsAtItsDeadline() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Pinelink client = dialling(loopback(mute.getLocalPort()))) {
      Index slow =
          client.indexAt(HOST).with(CallOptions.defaults().timeout(Duration.ofMillis(200)));

      assertThatThrownBy(slow::describeIndexStats)
          .isInstanceOf(DeadlineExceededException.class)
          .hasMessage(
              "describeIndexStats on " + HOST + " (private route): no answer within 200 ms");
    }
  }

  @Test
  void aCancelledCallEndsOnTheWire() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Pinelink client = dialling(loopback(mute.getLocalPort()))) {
      CompletableFuture<?> call = client.indexAt(HOST).async().delete(DeleteRequest.all());
      try (Socket connected = mute.accept()) {
        assertThat(connected.getInputStream().read()).isNotNegative(); // the handshake has begun

        call.cancel(true);

        assertThat(call).isCancelled();
      }
    }
    // The client closed without waiting for the call, so the test does not leak it.
  }

  @Test
  void aMissingIndexIsNotFoundByName() {
    assertThatThrownBy(() -> client.index("nowhere"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("describeIndex on api.pinecone.io")
        .hasMessageContaining("Index nowhere not found.");
  }

  @Test
  void aMissingIndexIsNotFoundByHost() {
    assertThatThrownBy(
            () ->
                client
                    .indexAt("nowhere-a1b234c.svc.private.aped-4627-b74a.pinecone.io")
                    .describeIndexStats())
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("NOT_FOUND");
  }

  @Test
  void aWrongKeyIsReported() {
    try (Pinelink stranger =
        server
            .clientBuilder()
            .apiKey("pcsk_wrong")
            .routePolicy(RoutePolicy.privateRequired())
            .build()) {
      assertThatThrownBy(() -> stranger.indexAt(HOST).describeIndexStats())
          .isInstanceOf(UnauthenticatedException.class)
          .hasMessageContaining("Unauthorized")
          .hasMessageContaining("private endpoint is not registered to the project")
          .hasMessageNotContaining("pcsk_wrong");
      assertThatThrownBy(() -> stranger.controlPlane().listIndexes())
          .isInstanceOf(UnauthenticatedException.class)
          .hasMessageContaining("listIndexes on api.pinecone.io")
          .hasMessageContaining("Invalid API key")
          .hasMessageNotContaining("pcsk_wrong");
    }
  }

  @Test
  void aWrongDimensionIsReported() {
    refused(
        () -> index.upsert(List.of(Vector.of("x", new float[] {1, 2, 3}))),
        ErrorCode.INVALID_ARGUMENT,
        "upsert on " + HOST + " (private route, embedded server)",
        "Vector dimension 3 does not match the dimension of the index 2");
    refused(
        () -> index.query(QueryRequest.nearest(1)),
        ErrorCode.INVALID_ARGUMENT,
        "Vector dimension 1 does not match the dimension of the index 2");
  }

  @Test
  void anInvalidFilterIsReported() {
    assertThatThrownBy(() -> Filter.eq("$kind", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'$kind'");
    assertThatThrownBy(() -> Filter.gt("rank", Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> Filter.in("rank", new double[10_001]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'rank': number of operands is 10001, expected 0 to 10000");
    // Serverless indexes do not count by filter.
    refused(
        () -> index.describeIndexStats(StatsRequest.matching(Filter.eq("kind", "compass"))),
        ErrorCode.INVALID_ARGUMENT,
        "describeIndexStats on " + HOST);
  }

  @Test
  void anInvalidIdIsRefused() {
    assertThatThrownBy(() -> Vector.of("ä", new float[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("id has the character U+00E4 at position 0");
    assertThatThrownBy(() -> DeleteRequest.byIds(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("id is empty");
  }

  @Test
  void aBatchOfTooManyVectorsIsRefused() {
    List<Vector> vectors =
        IntStream.range(0, 1_001).mapToObj(i -> Vector.of("v" + i, new float[] {1, 2})).toList();

    assertThatThrownBy(() -> index.upsert(vectors))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("vectors size is 1001, expected 1 to 1000");
  }

  @Test
  void aBatchOfTooManyBytesIsReported() {
    client.controlPlane().createIndex(CreateIndexRequest.dense("wide", 1_000, Indexes.REGION));
    Index wide = client.index("wide");
    float[] values = new float[1_000];
    Arrays.fill(values, 1);
    List<Vector> vectors =
        IntStream.range(0, 600).mapToObj(i -> Vector.of("v" + i, values)).toList();

    refused(() -> wide.upsert(vectors), ErrorCode.INVALID_ARGUMENT, "upsert on wide-", "2097152");
    assertThat(wide.describeIndexStats().totalVectorCount()).isZero();
  }

  @Test
  void deletingFromAMissingNamespaceIsNotFound() {
    refused(
        () -> index.namespace("nowhere").delete(DeleteRequest.all()),
        ErrorCode.NOT_FOUND,
        "Namespace not found");
  }

  @Test
  void aTakenNameIsReported() {
    assertThatThrownBy(() -> Indexes.create(client, "docs", Metric.COSINE))
        .isInstanceOf(AlreadyExistsException.class)
        .hasMessageContaining("createIndex on api.pinecone.io");
  }

  @Test
  void awaitingASlowIndexTimesOut() {
    try (EmbeddedPinecone slow =
            EmbeddedPinecone.builder().provisioningTime(Duration.ofHours(1)).start();
        Pinelink client = slow.clientBuilder().build()) {
      Index made = Indexes.create(client, "docs", Metric.COSINE);

      refused(made::describeIndexStats, ErrorCode.UNAVAILABLE, "describeIndexStats on ");
      assertThatThrownBy(
              () -> client.controlPlane().awaitIndexReady("docs", Duration.ofMillis(300)))
          .isInstanceOf(DeadlineExceededException.class)
          .hasMessageContaining("awaitIndexReady on api.pinecone.io");
    }
  }
}
