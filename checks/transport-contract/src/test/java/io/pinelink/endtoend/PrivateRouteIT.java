package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.doctor.Diagnosis;
import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.doctor.Diagnosis.Status;
import io.pinelink.doctor.Doctor;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.TransportException;
import io.pinelink.internal.response.RouteReports;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.network.AddressClass;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.HostBook;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteListener;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import io.pinelink.testsupport.Indexes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests private routes over sockets: their targets and their refusals. */
class PrivateRouteIT {
  private static final String PUBLIC = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";
  private static final String PRIVATE = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";
  private static final RoutePolicy PREFERRED = RoutePolicy.privatePreferred(Duration.ofSeconds(20));

  private final EmbeddedPinecone server = EmbeddedPinecone.start();

  PrivateRouteIT() {
    try (Pinelink client = server.clientBuilder().build()) {
      Indexes.create(client, "docs", Metric.COSINE);
    }
    server.clearRequests();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Returns a client that knows only the authority of the server. */
  private Pinelink.Builder bare(Protocol protocol) {
    return Pinelink.builder()
        .apiKey(EmbeddedPinecone.API_KEY)
        .tls(TlsOptions.trustOnly(server.authority().certificate()))
        .proxy(ProxyOptions.none())
        .protocols(protocol);
  }

  private ConnectRule to(String host, Listener listener) {
    return ConnectRule.forHost(host).dial(server.address(listener));
  }

  private static int closedPort() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static ConnectRule nowhere(String host) throws Exception {
    return ConnectRule.forHost(host)
        .dial(new InetSocketAddress(InetAddress.getLoopbackAddress(), closedPort()));
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void anAddressThatIsNotPrivateReceivesNoByte(Protocol protocol) {
    List<RouteListener.Connection> refused = new CopyOnWriteArrayList<>();
    try (Pinelink client =
        bare(protocol)
            .connectRule(to(PRIVATE, Listener.PRIVATE_DATA))
            .routeListener(
                new RouteListener() {
                  @Override
                  public void refused(Connection connection) {
                    refused.add(connection);
                  }
                })
            .build()) {
      Index docs = client.indexAt(PRIVATE);

      assertThatThrownBy(docs::describeIndexStats)
          .isInstanceOfSatisfying(
              TransportException.class,
              e -> {
                assertThat(e.networkCause()).isEqualTo(NetworkCause.REFUSED_ADDRESS);
                assertThat(e.isUnsent()).isTrue();
                assertThat(e.isRetryable()).isFalse();
              })
          .hasMessageContaining(
              "private host %s leads to 127.0.0.1, which is loopback, so nothing was sent", PRIVATE)
          .hasMessageContaining("'private.aped-4627-b74a.pinecone.io'");
      assertThat(refused)
          .isNotEmpty()
          .allSatisfy(
              connection -> assertThat(connection.addressClass()).isEqualTo(AddressClass.LOOPBACK));
      assertThat(client.routeCounts())
          .filteredOn(count -> count.kind() == Route.Kind.PRIVATE)
          .singleElement()
          .satisfies(
              count -> {
                assertThat(count.calls()).isEqualTo(1);
                assertThat(count.connections()).isZero();
                assertThat(count.refusals()).isPositive();
              });
    }
    assertThat(server.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aHostWithoutAPrivateFormSendsNoByteToAnAddressThatIsNotPrivate(Protocol protocol)
      throws Exception {
    String emulator = "emulator.example.com";
    List<RouteListener.Connection> refused = new CopyOnWriteArrayList<>();
    try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Pinelink client =
            bare(protocol)
                .trustedDomain(emulator)
                .routePolicy(RoutePolicy.privateRequired())
                .connectRule(
                    ConnectRule.forHost(emulator)
                        .dial((InetSocketAddress) listening.getLocalSocketAddress()))
                .routeListener(
                    new RouteListener() {
                      @Override
                      public void refused(Connection connection) {
                        refused.add(connection);
                      }
                    })
                .build()) {
      Index docs = client.indexAt(emulator);

      assertThatThrownBy(docs::describeIndexStats)
          .isInstanceOfSatisfying(
              TransportException.class,
              e -> {
                assertThat(e.networkCause()).isEqualTo(NetworkCause.REFUSED_ADDRESS);
                assertThat(e.isUnsent()).isTrue();
                assertThat(e.isRetryable()).isFalse();
              })
          .hasMessageContaining(
              "host %s leads to 127.0.0.1, which is loopback, so nothing was sent", emulator);
      assertThat(refused).isNotEmpty();
      listening.setSoTimeout(1);
      assertThatThrownBy(listening::accept)
          .as("no connection waits to be accepted")
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aPrivateFormThatAnswersIsPreferred(Protocol protocol) {
    try (Pinelink client =
        server.clientBuilder().protocols(protocol).routePolicy(PREFERRED).build()) {
      Index docs = client.indexAt(PUBLIC);
      docs.describeIndexStats();

      assertThat(docs.route().host()).isEqualTo(PRIVATE);
      assertThat(docs.route().reason()).contains("answered at 127.0.0.1 in");
      assertThat(docs.route().decision().at()).isPresent();
    }
    assertThat(server.requests())
        .extracting(RecordedRequest::listener)
        .containsExactly(Listener.PRIVATE_DATA);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aPrivateFormThatDoesNotAnswerFallsBackToThePublicForm(Protocol protocol) throws Exception {
    try (Pinelink client =
        bare(protocol)
            .addressGuard(AddressGuard.privateOnly().allowingLoopback())
            .connectRule(nowhere(PRIVATE))
            .connectRule(to(PUBLIC, Listener.PUBLIC_DATA))
            .routePolicy(PREFERRED)
            .build()) {
      Index docs = client.indexAt(PUBLIC);
      docs.describeIndexStats();

      assertThat(docs.route().kind()).isEqualTo(Route.Kind.PUBLIC);
      assertThat(docs.route().reason())
          .contains("public, since " + PRIVATE + " did not answer", "was refused");
    }
  }

  @Test
  void aPrivateFormWithTheWrongCertificateFallsBackToThePublicForm() {
    try (Pinelink client =
        bare(Protocol.REST)
            .addressGuard(AddressGuard.privateOnly().allowingLoopback())
            .connectRule(to(PRIVATE, Listener.PUBLIC_DATA))
            .connectRule(to(PUBLIC, Listener.PUBLIC_DATA))
            .routePolicy(PREFERRED)
            .build()) {
      assertThat(client.indexAt(PUBLIC).route().reason())
          .contains("did not answer", "certificate is for");
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void refreshingReleasesConnectionsAfterTheirCalls(Protocol protocol) throws Exception {
    List<RouteListener.Connection> connected = new CopyOnWriteArrayList<>();
    try (Pinelink client =
        server
            .clientBuilder()
            .protocols(protocol)
            .routePolicy(RoutePolicy.privateRequired())
            .routeListener(
                new RouteListener() {
                  @Override
                  public void connected(Connection connection) {
                    connected.add(connection);
                  }
                })
            .build()) {
      Index docs = client.indexAt(PUBLIC);
      docs.describeIndexStats();
      docs.describeIndexStats();
      assertThat(connected).as("one connection serves both").hasSize(1);

      server.faults().next("describeIndexStats", Fault.delay(Duration.ofMillis(300)));
      CompletableFuture<IndexStats> inFlight = docs.async().describeIndexStats();
      server.awaitRequest(request -> server.faults().pending().isEmpty(), Duration.ofSeconds(20));
      client.refreshRoutes();
      docs.describeIndexStats();

      assertThat(inFlight.get(20, TimeUnit.SECONDS).totalVectorCount()).isZero();
      assertThat(connected).hasSize(2);
      assertThat(connected.get(0).addressClass()).isEqualTo(AddressClass.LOOPBACK);
      assertThat(connected.get(0).kind()).isEqualTo(Route.Kind.PRIVATE);
      assertThat(client.routeCounts())
          .contains(RouteReports.count(Route.Kind.PRIVATE, false, 4, 2, 0));
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aStaleHostBookEntryIsCorrected(Protocol protocol) {
    HostBook stale =
        HostBook.empty()
            .with(
                new HostBook.Entry(
                    "docs", "docs-old9999.svc.aped-4627-b74a.pinecone.io", HostBook.Origin.USER));
    try (Pinelink client =
        server
            .clientBuilder()
            .protocols(protocol, Protocol.REST)
            .routePolicy(RoutePolicy.privateRequired())
            .hostBook(stale)
            .build()) {
      Index docs = client.index("docs");
      assertThat(docs.describeIndexStats().info().attempts()).isEqualTo(2);

      assertThat(docs.route().host()).isEqualTo(PRIVATE);
      assertThat(client.hostBook().find("docs").orElseThrow().host()).isEqualTo(PUBLIC);
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void publicRoutesGoThroughAProxyAndPrivateOnesDirectly(Protocol protocol) throws Exception {
    try (ConnectProxy proxy = new ConnectProxy(server.address(Listener.PUBLIC_DATA));
        Pinelink client =
            bare(protocol)
                .addressGuard(AddressGuard.privateOnly().allowingLoopback())
                .connectRule(to(PRIVATE, Listener.PRIVATE_DATA))
                .proxy(
                    ProxyOptions.http("localhost", proxy.port())
                        .credentials(ConnectProxy.USER, ConnectProxy.PASSWORD))
                .build()) {
      assertThat(client.indexAt(PUBLIC).describeIndexStats().totalVectorCount()).isZero();
      assertThat(proxy.asked).containsExactly("CONNECT " + PUBLIC + ":443 HTTP/1.1");

      assertThat(client.indexAt(PRIVATE).describeIndexStats().totalVectorCount()).isZero();
      assertThat(proxy.asked).hasSize(1);
    }
    assertThat(server.requests())
        .extracting(RecordedRequest::listener)
        .containsExactly(Listener.PUBLIC_DATA, Listener.PRIVATE_DATA);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aProxyForPrivateRoutesReceivesTheCheckedAddress(Protocol protocol) throws Exception {
    try (ConnectProxy proxy = new ConnectProxy(server.address(Listener.PRIVATE_DATA));
        Pinelink client =
            bare(protocol)
                .addressGuard(AddressGuard.privateOnly().allowingLoopback())
                .connectRule(ConnectRule.forHost(PRIVATE).dial("localhost"))
                .proxy(
                    ProxyOptions.http("localhost", proxy.port())
                        .credentials(ConnectProxy.USER, ConnectProxy.PASSWORD)
                        .alsoForPrivateRoutes())
                .build()) {
      assertThat(client.indexAt(PRIVATE).describeIndexStats().totalVectorCount()).isZero();
      assertThat(proxy.asked)
          .singleElement()
          .asString()
          .matches("CONNECT (127\\.0\\.0\\.1|\\[?[0:]+1]?):443 HTTP/1.1");
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aProxyAtAnAddressThatIsNotPrivateReceivesNoByte(Protocol protocol) throws Exception {
    try (ConnectProxy proxy = new ConnectProxy(server.address(Listener.PRIVATE_DATA));
        Pinelink client =
            bare(protocol)
                .routePolicy(RoutePolicy.privateRequired())
                .connectRule(
                    ConnectRule.forHost(PRIVATE).dial(new InetSocketAddress("10.0.0.7", 443)))
                .proxy(ProxyOptions.http("127.0.0.1", proxy.port()).alsoForPrivateRoutes())
                .build()) {
      Index docs = client.indexAt(PUBLIC);

      assertThatThrownBy(docs::describeIndexStats)
          .isInstanceOfSatisfying(
              TransportException.class,
              e -> {
                assertThat(e.networkCause()).isEqualTo(NetworkCause.REFUSED_ADDRESS);
                assertThat(e.isUnsent()).isTrue();
                assertThat(e.isRetryable()).isFalse();
              })
          .hasMessageContaining(
              "the proxy 127.0.0.1:%d of host %s is at 127.0.0.1, which is loopback, so nothing was"
                  + " sent",
              proxy.port(), PRIVATE);
      assertThat(proxy.asked).isEmpty();
      assertThat(client.routeCounts())
          .filteredOn(count -> count.kind() == Route.Kind.PRIVATE)
          .singleElement()
          .satisfies(
              count -> {
                assertThat(count.connections()).isZero();
                assertThat(count.refusals()).isPositive();
              });
    }
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void theControlPlaneHasItsOwnProxy() throws Exception {
    try (ConnectProxy proxy = new ConnectProxy(server.address(Listener.CONTROL));
        Pinelink client =
            bare(Protocol.REST)
                .controlPlaneProxy(
                    ProxyOptions.http("127.0.0.1", proxy.port())
                        .credentials(ConnectProxy.USER, ConnectProxy.PASSWORD))
                .build()) {
      assertThat(client.controlPlane().listIndexes().items()).hasSize(1);
      assertThat(proxy.asked).containsExactly("CONNECT api.pinecone.io:443 HTTP/1.1");
      assertThat(client.controlPlane().route().toString()).contains("through proxy 127.0.0.1");
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aProxyThatRefusesIsNamed(Protocol protocol) throws Exception {
    try (ConnectProxy proxy = new ConnectProxy(server.address(Listener.PUBLIC_DATA));
        Pinelink client =
            bare(protocol).proxy(ProxyOptions.http("127.0.0.1", proxy.port())).build()) {
      assertThatThrownBy(() -> client.indexAt(PUBLIC).describeIndexStats())
          .isInstanceOfSatisfying(
              TransportException.class,
              e -> {
                assertThat(e.networkCause()).isEqualTo(NetworkCause.PROXY_REFUSED);
                assertThat(e.isUnsent()).isTrue();
              })
          .hasMessageContaining("407");
    }
  }

  @Test
  void theDoctorFindsNothingWrong() {
    try (Pinelink client =
        server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build()) {
      Diagnosis diagnosis = Doctor.of(client).check(PUBLIC);

      assertThat(diagnosis.dataCanFlow()).as(diagnosis.toText()).isTrue();
      assertThat(diagnosis.steps())
          .as(diagnosis.toText())
          .extracting(Diagnosis.Step::check)
          .containsExactly(Check.values());
      assertThat(diagnosis.steps())
          .as(diagnosis.toText())
          .filteredOn(step -> step.check() != Check.RESOLVERS) // no name is looked up
          .allSatisfy(step -> assertThat(step.status()).isEqualTo(Status.OK));
      assertThat(diagnosis.toText()).doesNotContain(EmbeddedPinecone.API_KEY);
    }
  }

  @Test
  void theDoctorDistinguishesARestrictedProjectFromAWrongKey() {
    server.project().restrictToPrivateEndpoints(true);
    try (Pinelink client = server.clientBuilder().build()) {
      Diagnosis diagnosis = Doctor.of(client).check(PUBLIC);

      assertThat(diagnosis.dataCanFlow()).isFalse();
      for (Check check : List.of(Check.GRPC, Check.REST)) {
        assertThat(diagnosis.step(check))
            .hasValueSatisfying(
                step -> {
                  assertThat(step.status()).isEqualTo(Status.FAILED);
                  assertThat(step.hint().orElseThrow())
                      .contains("the project is restricted to private endpoints");
                });
      }
    }
  }

  @Test
  void theDoctorNamesTheStepThatFails() throws Exception {
    try (Pinelink client =
        bare(Protocol.REST)
            .addressGuard(AddressGuard.privateOnly().allowingLoopback())
            .connectRule(nowhere(PRIVATE))
            .connectRule(nowhere("api.pinecone.io"))
            .build()) {
      Diagnosis diagnosis = Doctor.of(client).check(PRIVATE);

      assertThat(diagnosis.dataCanFlow()).isFalse();
      assertThat(diagnosis.step(Check.DNS)).map(Diagnosis.Step::status).contains(Status.OK);
      assertThat(diagnosis.step(Check.TCP)).map(Diagnosis.Step::status).contains(Status.FAILED);
      assertThat(diagnosis.step(Check.TLS)).map(Diagnosis.Step::status).contains(Status.SKIPPED);
      assertThat(diagnosis.toText()).contains("Data cannot flow: see tcp.");
    }
  }
}
