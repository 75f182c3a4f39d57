package io.pinelink.grpc.channel;

import static io.pinelink.grpc.Calls.failure;
import static io.pinelink.grpc.Calls.on;
import static io.pinelink.grpc.Calls.options;
import static io.pinelink.grpc.Calls.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.TransportException;
import io.pinelink.grpc.Calls;
import io.pinelink.grpc.GrpcTransport;
import io.pinelink.grpc.RecordingService;
import io.pinelink.grpc.call.CallHeaders;
import io.pinelink.grpc.proto.DeleteResponse;
import io.pinelink.grpc.proto.ListItem;
import io.pinelink.grpc.proto.ListResponse;
import io.pinelink.internal.routing.NetworkOptions;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.ConnectionLifetime;
import io.pinelink.network.DnsResolver;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.CallHandling;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.ExtraHeaders;
import io.pinelink.testsupport.UnreadyServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Channels over real sockets and real TLS, on loopback. */
class NettyChannelsTest {
  private static final String OTHER_PRIVATE_HOST =
      "other-a1b234c.svc.private.aped-4627-b74a.pinecone.io";

  private static X509Bundle authority;
  private static X509Bundle stranger;
  private static final RecordingService service = new RecordingService();
  private static Server server;

  @BeforeAll
  static void start() throws Exception {
    authority = authority("CN=test authority");
    stranger = authority("CN=another authority");
    server = server(Calls.PRIVATE_HOST, OTHER_PRIVATE_HOST);
  }

  private static Server server(String... names) throws Exception {
    CertificateBuilder certificate = new CertificateBuilder().ecp256().subject("CN=data plane");
    for (String name : names) {
      certificate.addSanDnsName(name);
    }
    X509Bundle issued = certificate.buildIssuedBy(authority);
    return NettyServerBuilder.forAddress(loopback(0))
        .sslContext(
            GrpcSslContexts.configure(
                    SslContextBuilder.forServer(
                        issued.getKeyPair().getPrivate(), issued.getCertificatePath()))
                .build())
        .addService(service.definition())
        .build()
        .start();
  }

  private static X509Bundle authority(String name) throws Exception {
    return new CertificateBuilder()
        .ecp256()
        .subject(name)
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }

  @AfterAll
  static void stop() {
    server.shutdownNow();
  }

  @BeforeEach
  void forget() {
    service.authorities.clear();
    service.peers.clear();
    service.headers.clear();
    service.answer = DeleteResponse.getDefaultInstance();
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static Route route(String host, ConnectRule... rules) {
    return Calls.route(TlsOptions.trustOnly(authority.getCertificate()), host, rules);
  }

  private static Route dialled(String host, int port) {
    return Calls.dialled(TlsOptions.trustOnly(authority.getCertificate()), host, port);
  }

  private static GrpcTransport transport() {
    return GrpcTransport.create(options());
  }

  private static void delete(GrpcTransport transport, Route route) throws Exception {
    result(transport.call(DataOperations.DELETE, DeleteRequest.all(), on(route)));
  }

  private static TransportException refusal(GrpcTransport transport, Route route) {
    Throwable failure =
        failure(transport.call(DataOperations.DELETE, DeleteRequest.all(), on(route)));
    assertThat(failure).isInstanceOf(TransportException.class);
    return (TransportException) failure;
  }

  @Test
  void theAuthorityIsTheLogicalHostForAnyDialledAddress() throws Exception {
    try (GrpcTransport transport = transport()) {
      delete(transport, dialled(Calls.PRIVATE_HOST, server.getPort()));
    }

    assertThat(service.authorities).containsExactly(Calls.PRIVATE_HOST);
    assertThat(service.headers.take().get(CallHeaders.ascii("user-agent")))
        .startsWith("pinelink-test");
  }

  @Test
  void eachCallCarriesItsOwnCredentialOverASharedConnection() throws Exception {
    List<String> keys = List.of("pcsk_first_key", "pcsk_second_key", "pcsk_first_key", "short");
    Route route = dialled(Calls.PRIVATE_HOST, server.getPort());
    try (GrpcTransport transport = transport()) {
      for (String key : keys) {
        CallContext context =
            new CallContext(
                route,
                "ns",
                Deadline.after(Duration.ofSeconds(Calls.PATIENCE_SECONDS)),
                new ApiKey(key),
                ExtraHeaders.none(),
                1,
                CallHandling.unobserved(false));
        result(transport.call(DataOperations.DELETE, DeleteRequest.all(), context));
      }
    }

    assertThat(service.headers)
        .extracting(headers -> headers.get(CallHeaders.ascii("api-key")))
        .containsExactlyElementsOf(keys);
    assertThat(new HashSet<>(service.peers)).hasSize(1);
  }

  @Test
  void callsToOneAuthorityShareAConnection() throws Exception {
    try (GrpcTransport transport = transport()) {
      for (int i = 0; i < 3; i++) {
        delete(transport, dialled(Calls.PRIVATE_HOST, server.getPort()));
      }
    }

    assertThat(new HashSet<>(service.peers)).hasSize(1);
  }

  @Test
  void twoAuthoritiesAndTwoTransportsDoNotShareAConnection() throws Exception {
    try (GrpcTransport transport = transport();
        GrpcTransport second = transport()) {
      delete(transport, dialled(Calls.PRIVATE_HOST, server.getPort()));
      delete(transport, dialled(OTHER_PRIVATE_HOST, server.getPort()));
      delete(second, dialled(Calls.PRIVATE_HOST, server.getPort()));
    }

    assertThat(new HashSet<>(service.peers)).hasSize(3);
  }

  @Test
  void closingOneTransportLeavesTheOtherOpen() throws Exception {
    try (GrpcTransport second = transport()) {
      GrpcTransport first = transport();
      delete(first, dialled(Calls.PRIVATE_HOST, server.getPort()));
      delete(second, dialled(Calls.PRIVATE_HOST, server.getPort()));

      first.close();

      delete(second, dialled(Calls.PRIVATE_HOST, server.getPort()));
    }
  }

  @Test
  void theNextAddressIsTriedWhenOneRefuses() throws Exception {
    Route route =
        route(
            Calls.PRIVATE_HOST,
            ConnectRule.forHost(Calls.PRIVATE_HOST)
                .dial(loopback(unusedPort()), loopback(server.getPort())));
    try (GrpcTransport transport = transport()) {
      delete(transport, route);
    }
  }

  @ParameterizedTest(name = "a server that {0}")
  @EnumSource(UnreadyServer.Behavior.class)
  void theNextAddressIsTriedWhenTlsIsNotReady(UnreadyServer.Behavior behavior) throws Exception {
    try (UnreadyServer unready = UnreadyServer.start(behavior)) {
      ConnectRule rule =
          ConnectRule.forHost(Calls.PRIVATE_HOST)
              .dial(unready.address(), loopback(server.getPort()));

      assertIsAnswered(behavior, route(Calls.PRIVATE_HOST, rule));

      assertThat(unready.connections()).isPositive();
    }
  }

  @ParameterizedTest(name = "a server that {0}")
  @EnumSource(UnreadyServer.Behavior.class)
  void theNextTargetOfTheRuleIsTriedWhenTlsIsNotReady(UnreadyServer.Behavior behavior)
      throws Exception {
    try (UnreadyServer unready = UnreadyServer.start(behavior)) {
      ConnectRule rule =
          ConnectRule.forHost(Calls.PRIVATE_HOST)
              .dial("localhost", unready.address().getPort())
              .orElse("localhost", server.getPort());

      assertIsAnswered(behavior, route(Calls.PRIVATE_HOST, rule));

      assertThat(unready.connections()).isPositive();
    }
  }

  /** The first call is answered, since no address is left out and none fails the call. */
  private static void assertIsAnswered(UnreadyServer.Behavior behavior, Route route)
      throws Exception {
    if (behavior != UnreadyServer.Behavior.IS_SILENT) {
      try (GrpcTransport transport = transport()) {
        delete(transport, route);
      }
      return;
    }
    // On a busy machine, the other server may also take longer than this.
    Duration connectTimeout = Duration.ofMillis(500);
    try (GrpcTransport transport = GrpcTransport.create(options(connectTimeout))) {
      Calls.await(
          () ->
              transport
                  .call(DataOperations.DELETE, DeleteRequest.all(), on(route))
                  .handle((answer, failure) -> failure == null)
                  .join());
    }
  }

  @Test
  void theNextAddressIsTriedWhenACertificateIsRefused() throws Exception {
    Server other = server(Calls.PUBLIC_HOST);
    try (GrpcTransport transport = transport()) {
      ConnectRule rule =
          ConnectRule.forHost(Calls.PRIVATE_HOST)
              .dial(loopback(other.getPort()), loopback(server.getPort()));

      delete(transport, route(Calls.PRIVATE_HOST, rule));
    } finally {
      other.shutdownNow();
    }
    assertThat(service.headers).hasSize(1);
  }

  @Test
  void aRefusedCertificateIsReportedIfNoAddressWorks() throws Exception {
    Server other = server(Calls.PUBLIC_HOST);
    try (UnreadyServer closing = UnreadyServer.start(UnreadyServer.Behavior.CLOSES);
        UnreadyServer failing = UnreadyServer.start(UnreadyServer.Behavior.FAILS);
        GrpcTransport transport = transport()) {
      ConnectRule rule =
          ConnectRule.forHost(Calls.PRIVATE_HOST)
              .dial(closing.address(), loopback(other.getPort()), failing.address());

      TransportException refused = refusal(transport, route(Calls.PRIVATE_HOST, rule));

      assertThat(refused.networkCause()).isEqualTo(NetworkCause.WRONG_CERTIFICATE_NAME);
      assertThat(refused.isRetryable()).isFalse();
      assertThat(failing.connections()).isPositive();
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void theFirstFailureIsReportedIfNoAddressIsReady() {
    try (UnreadyServer failing = UnreadyServer.start(UnreadyServer.Behavior.FAILS);
        UnreadyServer closing = UnreadyServer.start(UnreadyServer.Behavior.CLOSES);
        GrpcTransport transport = transport()) {
      ConnectRule rule =
          ConnectRule.forHost(Calls.PRIVATE_HOST).dial(failing.address(), closing.address());

      TransportException failure = refusal(transport, route(Calls.PRIVATE_HOST, rule));

      assertThat(failure.networkCause()).isEqualTo(NetworkCause.PLAINTEXT_PORT);
      assertThat(failure.isUnsent()).isTrue();
      assertThat(closing.connections()).isPositive();
    }
  }

  @Test
  void anUnresolvableNameLeavesTheOtherAddresses() throws Exception {
    Route route =
        route(
            Calls.PRIVATE_HOST,
            ConnectRule.forHost(Calls.PRIVATE_HOST)
                .dial(
                    InetSocketAddress.createUnresolved("nowhere.invalid", 443),
                    loopback(server.getPort())));
    try (GrpcTransport transport = transport()) {
      delete(transport, route);
    }
  }

  @Test
  void aCallAfterAnOutageIsServed() throws Exception {
    int port = unusedPort();
    Route route = route("localhost:" + port);
    NettyChannels channels = new NettyChannels(options());
    try (GrpcTransport transport = Calls.transport(channels)) {
      assertThat(refusal(transport, route).networkCause())
          .isEqualTo(NetworkCause.CONNECTION_REFUSED);
      Server back =
          NettyServerBuilder.forAddress(loopback(port))
              .addService(service.definition())
              .build()
              .start();
      try {
        delete(transport, route);
      } finally {
        back.shutdownNow();
      }
    }
  }

  @Test
  void aConnectionIsReplacedOnceDnsHasAnotherAddress() throws Exception {
    AtomicReference<@Nullable InetAddress> answer =
        new AtomicReference<>(InetAddress.getLoopbackAddress());
    AtomicInteger lookups = new AtomicInteger();
    DnsResolver dns =
        name -> {
          lookups.incrementAndGet();
          InetAddress known = answer.get();
          if (known == null) {
            throw new UnknownHostException(name);
          }
          return new InetAddress[] {known};
        };
    Route route =
        refreshedEachSecond(
            ConnectRule.forHost(Calls.PRIVATE_HOST).dial("moving.test", server.getPort()));
    NettyChannels channels = new NettyChannels(Calls.options(dns));
    try (GrpcTransport transport = Calls.transport(channels)) {
      delete(transport, route);

      answer.set(null);
      int before = lookups.get();
      Calls.await(() -> lookups.get() >= before + 2);
      assertThat(state(channels, route))
          .as("a lookup that fails keeps the connection")
          .isEqualTo(ConnectivityState.READY);

      answer.set(InetAddress.getByName("127.0.0.9"));
      Calls.await(() -> state(channels, route) == ConnectivityState.IDLE);
    }
  }

  private static Route refreshedEachSecond(ConnectRule rule) {
    NetworkOptions network =
        new NetworkOptions(
            TlsOptions.trustOnly(authority.getCertificate()),
            ProxyOptions.none(),
            AddressGuard.privateOnly().allowingLoopback(),
            ConnectionLifetime.builder(Duration.ofMinutes(1))
                .refresh(Duration.ofSeconds(1))
                .build());
    return new Router(RoutePolicy.asGiven(), List.of(rule), new TrustedDomains(List.of()), network)
        .toHost(Calls.PRIVATE_HOST);
  }

  private static ConnectivityState state(NettyChannels channels, Route route) {
    ChannelLease lease = Objects.requireNonNull(channels.lease(route, DataOperations.DELETE));
    lease.end(0);
    return ((ManagedChannel) lease.channel()).getState(false);
  }

  @Test
  void aCertificateForOtherNamesIsRefused() {
    try (GrpcTransport transport = transport()) {
      TransportException e = refusal(transport, dialled(Calls.PUBLIC_HOST, server.getPort()));

      assertThat(e.networkCause()).isEqualTo(NetworkCause.WRONG_CERTIFICATE_NAME);
      assertThat(e)
          .hasMessageContaining(
              "certificate is for %s, %s, not for %s",
              Calls.PRIVATE_HOST, OTHER_PRIVATE_HOST, Calls.PUBLIC_HOST);
    }
    assertThat(service.headers).isEmpty();
  }

  @Test
  void aCertificateThatFitsOnlyTheDialledNameIsRefused() {
    // "localhost" is dialled and would resolve; the certificate must match the logical host.
    Route route =
        route(
            Calls.PUBLIC_HOST,
            ConnectRule.forHost(Calls.PUBLIC_HOST).dial("localhost", server.getPort()));
    try (GrpcTransport transport = transport()) {
      assertThat(refusal(transport, route).networkCause())
          .isEqualTo(NetworkCause.WRONG_CERTIFICATE_NAME);
    }
  }

  @Test
  void aCertificateOfAnUnknownAuthorityIsRefused() {
    TlsOptions trust = TlsOptions.trustOnly(stranger.getCertificate());
    try (GrpcTransport transport = transport()) {
      TransportException e =
          refusal(transport, Calls.dialled(trust, Calls.PRIVATE_HOST, server.getPort()));

      assertThat(e.networkCause()).isEqualTo(NetworkCause.UNTRUSTED_CERTIFICATE);
      assertThat(e).hasMessageContaining("by 'CN=test authority', which is not trusted");
      assertThat(e.isUnsent()).isTrue();
    }
  }

  @Test
  void aRefusedConnectionNamesWhereItWasTried() throws Exception {
    int port = unusedPort();
    try (GrpcTransport transport = transport()) {
      TransportException e = refusal(transport, dialled(Calls.PRIVATE_HOST, port));

      assertThat(e.networkCause()).isEqualTo(NetworkCause.CONNECTION_REFUSED);
      assertThat(e).hasMessageContaining(":" + port + " was refused");
      assertThat(e.isUnsent()).isTrue();
      assertThat(e.isRetryable()).isTrue();
    }
  }

  @Test
  void aNameThatDoesNotResolveNamesTheMissingZone() {
    Route route =
        route(Calls.PRIVATE_HOST, ConnectRule.forHost(Calls.PRIVATE_HOST).dial("nowhere.invalid"));
    try (GrpcTransport transport = transport()) {
      TransportException e = refusal(transport, route);

      assertThat(e.networkCause()).isEqualTo(NetworkCause.UNKNOWN_HOST);
      assertThat(e)
          .hasMessageContaining("nowhere.invalid")
          .hasMessageContaining("private.aped-4627-b74a.pinecone.io");
    }
  }

  @Test
  void plaintextIsUsedOnLoopback() throws Exception {
    Server plain =
        NettyServerBuilder.forAddress(loopback(0)).addService(service.definition()).build().start();
    String host = "localhost:" + plain.getPort();
    try (GrpcTransport transport = transport()) {
      delete(transport, route(host));
    } finally {
      plain.shutdownNow();
    }

    assertThat(service.authorities).containsExactly(host);
  }

  @Test
  void anAnswerOverTheBoundIsMalformed() throws Exception {
    service.answer =
        ListResponse.newBuilder()
            .addVectors(ListItem.newBuilder().setId("x".repeat(2_000)))
            .build();
    try (GrpcTransport transport = GrpcTransport.create(options(1_000))) {
      Throwable failure =
          failure(
              transport.call(
                  DataOperations.LIST_IDS,
                  ListIdsRequest.all(),
                  on(dialled(Calls.PRIVATE_HOST, server.getPort()))));

      assertThat(failure)
          .isInstanceOf(MalformedResponseException.class)
          .hasMessageContaining("exceeds maximum size 1000");
    }
  }

  @Test
  void aServerThatNeverAnswersFailsTheCallAtTheDeadline() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        GrpcTransport transport = transport()) {
      CompletableFuture<?> call =
          transport.call(
              DataOperations.DELETE,
              DeleteRequest.all(),
              on(dialled(Calls.PRIVATE_HOST, mute.getLocalPort()), Duration.ofMillis(200)));
      CompletableFuture<String> thread =
          call.handle((answer, failure) -> Thread.currentThread().getName());

      assertThat(failure(call)).isInstanceOf(io.pinelink.error.DeadlineExceededException.class);
      // The JVM's timer must not run callbacks, since they would delay the timeouts of the whole
      // JVM.
      assertThat(thread.get(Calls.PATIENCE_SECONDS, TimeUnit.SECONDS))
          .doesNotContain("DelayScheduler");
    }
  }

  @Test
  void noThreadIsLeftAfterClose() throws Exception {
    GrpcTransport transport = transport();
    delete(transport, dialled(Calls.PRIVATE_HOST, server.getPort()));
    assertThat(threads()).isNotEmpty();

    transport.close();
    transport.close();

    Calls.await(() -> threads().isEmpty());
  }

  @Test
  void aCallbackOnTheNetworkThreadMayClose() throws Exception {
    GrpcTransport transport = transport();
    var closed =
        transport
            .call(
                DataOperations.DELETE,
                DeleteRequest.all(),
                on(dialled(Calls.PRIVATE_HOST, server.getPort())))
            .thenRun(transport::close);

    result(closed);

    Calls.await(() -> threads().isEmpty());
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith("pinelink-grpc"))
        .collect(Collectors.toSet());
  }

  private static int unusedPort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
