package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.TestClients.Response;
import io.pinelink.testsupport.Indexes;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two projects with a private endpoint each, in one server and one DNS zone. */
class PrivateEndpointIT {
  private static final String HINT = "the private endpoint is not registered to the project";

  private final EmbeddedPinecone server = EmbeddedPinecone.start();
  private final EmbeddedProject a = server.project();
  private final EmbeddedProject b = server.addProject("b2c345d");
  private final PrivateEndpoint endpointOfA = a.privateEndpoints().get(0);
  private final PrivateEndpoint endpointOfB = b.registerPrivateEndpoint();

  @AfterEach
  void stop() {
    server.close();
  }

  private static Pinelink inside(Protocol protocol, Pinelink.Builder builder) {
    // The control plane supports only REST.
    return builder
        .protocols(protocol, Protocol.REST)
        .routePolicy(RoutePolicy.privateRequired())
        .build();
  }

  private List<RecordedRequest> dataCalls() {
    return server.requests().stream()
        .filter(request -> request.listener() != Listener.CONTROL)
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void eachProjectIsServedThroughItsOwnEndpoint(Protocol protocol) {
    try (Pinelink clientOfA = inside(protocol, a.clientBuilder());
        Pinelink clientOfB = inside(protocol, b.clientBuilder())) {
      Indexes.create(clientOfA, "docs", Metric.COSINE).describeIndexStats();
      Indexes.create(clientOfB, "docs", Metric.COSINE).describeIndexStats();
    }

    assertThat(dataCalls())
        .extracting(RecordedRequest::privateEndpoint)
        .containsExactly(endpointOfA.id(), endpointOfB.id());
    assertThat(dataCalls())
        .extracting(RecordedRequest::listener)
        .containsOnly(Listener.PRIVATE_DATA);
    assertThat(dataCalls()).extracting(RecordedRequest::protocol).containsOnly(protocol);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void theEndpointOfAnotherProjectRefusesEveryKey(Protocol protocol) {
    try (Pinelink right = inside(protocol, b.clientBuilder());
        Pinelink throughA = inside(protocol, b.clientBuilder(endpointOfA));
        Pinelink keyOfA = inside(protocol, a.clientBuilder(endpointOfA))) {
      Index docs = Indexes.create(right, "docs", Metric.COSINE);
      String host = docs.route().host();

      assertThatThrownBy(() -> throughA.index("docs").describeIndexStats())
          .isInstanceOf(UnauthenticatedException.class)
          .hasMessageContaining(
              "describeIndexStats on " + host + " (private route, embedded server)")
          .hasMessageContaining("Unauthorized")
          .hasMessageContaining(HINT);
      assertThatThrownBy(() -> keyOfA.indexAt(host).describeIndexStats())
          .isInstanceOf(UnauthenticatedException.class)
          .hasMessageContaining(HINT);
      assertThat(docs.describeIndexStats().totalVectorCount()).isZero();
    }
    assertThat(dataCalls())
        .extracting(RecordedRequest::privateEndpoint)
        .containsExactly(endpointOfA.id(), endpointOfA.id(), endpointOfB.id());
    assertThat(dataCalls())
        .extracting(request -> request.httpStatus().getAsInt())
        .containsExactly(401, 401, 200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/grpc", "application/json"})
  void theRefusalIsPlainTextWithOrWithoutSuchAnIndex(String contentType) {
    String host = "none-b2c345d.svc.private.aped-4627-b74a.pinecone.io";
    String request =
        """
        POST /VectorService/Query HTTP/1.1\r
        Host: %s\r
        Content-Type: %s\r
        Api-Key: %s\r
        Content-Length: 0\r
        Connection: close\r
        \r
        """
            .formatted(host, contentType, b.apiKey());
    try (TestClients clients = new TestClients(server)) {
      Response response = Response.parse(clients.raw(Listener.PRIVATE_DATA, host, request));

      assertThat(response.status()).isEqualTo(401);
      assertThat(response.header("content-type")).isEqualTo("text/plain");
      assertThat(response.body()).isEqualTo("Unauthorized");
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void everyEndpointOfAProjectServesIt(Protocol protocol) {
    PrivateEndpoint second = b.registerPrivateEndpoint();
    try (Pinelink client = inside(protocol, b.clientBuilder(second))) {
      Indexes.create(client, "docs", Metric.COSINE).describeIndexStats();
    }

    assertThat(b.privateEndpoints()).containsExactly(endpointOfB, second);
    assertThat(dataCalls())
        .extracting(RecordedRequest::privateEndpoint)
        .containsExactly(second.id());
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void anUnregisteredEndpointRefusesCalls(Protocol protocol) {
    try (Pinelink client = inside(protocol, b.clientBuilder())) {
      Index docs = Indexes.create(client, "docs", Metric.COSINE);
      docs.describeIndexStats();

      b.unregisterPrivateEndpoint(endpointOfB);

      assertThat(b.privateEndpoints()).isEmpty();
      assertThatThrownBy(docs::describeIndexStats)
          .isInstanceOf(UnauthenticatedException.class)
          .hasMessageContaining(HINT);
    }
  }

  @Test
  void theControlPlaneReportsAPrivateHostWhileTheProjectHasAnEndpoint() {
    try (Pinelink client = b.clientBuilder().build()) {
      Indexes.create(client, "docs", Metric.COSINE);
      assertThat(client.controlPlane().describeIndex("docs").privateHost())
          .contains("docs-b2c345d.svc.private.aped-4627-b74a.pinecone.io");

      b.unregisterPrivateEndpoint(endpointOfB);
      assertThat(client.controlPlane().describeIndex("docs").privateHost()).isEmpty();

      b.registerPrivateEndpoint();
      assertThat(client.controlPlane().listIndexes().items().get(0).privateHost()).isPresent();
    }
  }

  @Test
  void publicCallsAreRecordedWithoutAnEndpoint() {
    try (Pinelink client = a.clientBuilder().build()) {
      Indexes.create(client, "docs", Metric.COSINE).describeIndexStats();
    }
    assertThat(server.requests()).extracting(RecordedRequest::privateEndpoint).containsOnly("");
  }

  @Test
  void aServerThatStartsWithoutAnEndpointRefusesAtItsPrivateListener() {
    try (EmbeddedPinecone bare = EmbeddedPinecone.builder().privateEndpoint(false).start();
        Pinelink client = bare.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build()) {
      Index docs = Indexes.create(client, "docs", Metric.COSINE);

      assertThat(bare.project().privateEndpoints()).isEmpty();
      assertThatThrownBy(docs::describeIndexStats)
          .isInstanceOf(UnauthenticatedException.class)
          .hasMessageContaining(HINT);
    }
  }

  @Test
  void localModeHasNoPrivateEndpoints() {
    try (EmbeddedPinecone local = EmbeddedPinecone.builder().localMode().start()) {
      assertThat(local.project().privateEndpoints()).isEmpty();
      assertThatIllegalStateException()
          .isThrownBy(() -> local.project().registerPrivateEndpoint())
          .withMessageContaining("Local mode");
    }
  }
}
