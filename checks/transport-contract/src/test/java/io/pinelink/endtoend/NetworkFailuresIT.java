package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.grpc.netty.shaded.io.netty.handler.ssl.OpenSsl;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.TransportException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.TlsOptions;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.testsupport.Indexes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests real network failures, each with one cause and one message for every protocol. The build
 * runs it with OpenSSL and with the JDK's TLS.
 */
@Tag("tls")
class NetworkFailuresIT {
  private static final String HOST = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";

  /** For servers that do not answer. */
  private static final Duration SHORT_TIMEOUT = Duration.ofMillis(500);

  /** For servers that do, on a busy machine too. */
  private static final Duration LONG_TIMEOUT = Duration.ofSeconds(30);

  private static final Duration DAY = Duration.ofDays(1);

  private static final List<AutoCloseable> open = new ArrayList<>();
  private static X509Bundle ours;
  private static X509Bundle good;

  @BeforeAll
  static void start() throws Exception {
    ours = certificate("CN=ours").setIsCertificateAuthority(true).buildSelfSigned();
    good = certificate("CN=server").addSanDnsName(HOST).buildIssuedBy(ours);
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  static CertificateBuilder certificate(String subject) {
    Instant now = Instant.now();
    return new CertificateBuilder()
        .ecp256()
        .subject(subject)
        .notBefore(now.minus(DAY))
        .notAfter(now.plus(DAY));
  }

  private static <T extends AutoCloseable> T opened(T resource) {
    open.add(resource);
    return resource;
  }

  private static InetSocketAddress showing(X509Bundle certificate) throws Exception {
    return opened(LoopbackPeer.tls(certificate, "h2", "http/1.1")).address();
  }

  private static Pinelink client(Protocol protocol, TlsOptions tls, InetSocketAddress address) {
    return client(protocol, tls, address, LONG_TIMEOUT);
  }

  private static Pinelink client(
      Protocol protocol, TlsOptions tls, InetSocketAddress address, Duration connectTimeout) {
    return Pinelink.builder()
        .apiKey("pcsk_secret")
        .protocols(protocol)
        .retryOptions(RetryOptions.none())
        .addressGuard(AddressGuard.privateOnly().allowingLoopback())
        .tls(tls)
        .connectTimeout(connectTimeout)
        .connectRule(ConnectRule.forHost(HOST).dial(address))
        .build();
  }

  private static TlsOptions trust() {
    return TlsOptions.trustOnly(ours.getCertificate());
  }

  private static TransportException failure(Pinelink client) {
    try (client) {
      Index index = client.indexAt(HOST);
      return assertThatThrownBy(index::describeIndexStats)
          .asInstanceOf(type(TransportException.class))
          .actual();
    }
  }

  private static String where(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }

  /** A failure with the exception that a user gets over every protocol. */
  private record Row(
      String what, InetSocketAddress address, NetworkCause cause, boolean passing, String words) {
    @Override
    public String toString() {
      return what;
    }
  }

  private static Stream<Row> rows() throws Exception {
    return Stream.of(
        unknownName(),
        noAnswer(),
        noWay(),
        nobodyListens(),
        broken("a connection that is reset", opened(LoopbackPeer.resetting())),
        broken("a connection that is closed", opened(LoopbackPeer.closing())),
        otherNames(),
        onlyACommonName(),
        otherAuthority(),
        expired(),
        notYetValid());
  }

  private static Row unknownName() {
    InetSocketAddress address = InetSocketAddress.createUnresolved("pinelink.invalid", 443);
    return new Row(
        "a name that does not resolve",
        address,
        NetworkCause.UNKNOWN_HOST,
        false,
        "the name pinelink.invalid:443 does not resolve; check the name, and DNS where this"
            + " client runs");
  }

  /** Returns a row without a response: the system drops connections when the backlog is full. */
  private static Row noAnswer() throws IOException {
    ServerSocket full = opened(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    boolean queued = true;
    while (queued) {
      Socket waiting = opened(new Socket());
      try {
        waiting.connect(full.getLocalSocketAddress(), (int) SHORT_TIMEOUT.toMillis());
      } catch (SocketTimeoutException e) {
        queued = false;
      }
    }
    return unreachable("no answer", (InetSocketAddress) full.getLocalSocketAddress());
  }

  /** Returns a row without a route: the broadcast address of loopback. */
  private static Row noWay() {
    return unreachable("no way", new InetSocketAddress("127.255.255.255", 443));
  }

  private static Row unreachable(String what, InetSocketAddress address) {
    return new Row(
        what,
        address,
        NetworkCause.CONNECT_TIMEOUT,
        true,
        "connecting to "
            + where(address)
            + " timed out or found no route: the name resolves, but nothing answers there; check"
            + " security groups, routes and the endpoint's state");
  }

  /** Returns a row with a closed port, which stays bound so that nothing else listens on it. */
  private static Row nobodyListens() throws IOException {
    Socket bound = opened(new Socket());
    bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    InetSocketAddress address = (InetSocketAddress) bound.getLocalSocketAddress();
    return new Row(
        "a closed port",
        address,
        NetworkCause.CONNECTION_REFUSED,
        true,
        "connecting to "
            + where(address)
            + " was refused: nothing listens on that port; check the port of the ConnectRule, and"
            + " whether the tunnel or proxy there is up");
  }

  private static Row broken(String what, LoopbackPeer peer) {
    return new Row(
        what,
        peer.address(),
        NetworkCause.HANDSHAKE_RESET,
        true,
        "the connection to "
            + where(peer.address())
            + " was established, but broke in the TLS handshake: the endpoint may not be accepted,"
            + " the load balancer may have no healthy target, or a proxy that inspects TLS may have"
            + " closed it; check the endpoint's state");
  }

  private static Row otherNames() throws Exception {
    InetSocketAddress address =
        showing(
            certificate("CN=server")
                .addSanDnsName("docs-a1b234c.svc.aped-4627-b74a.pinecone.io")
                .addSanDnsName("other.example")
                .buildIssuedBy(ours));
    return new Row(
        "a certificate for other names",
        address,
        NetworkCause.WRONG_CERTIFICATE_NAME,
        false,
        "the server's certificate is for docs-a1b234c.svc.aped-4627-b74a.pinecone.io,"
            + " other.example, not for "
            + HOST
            + "; "
            + where(address)
            + " leads to another server, such as a private name to the public address or the"
            + " reverse: check DNS and the ConnectRule");
  }

  private static Row onlyACommonName() throws Exception {
    InetSocketAddress address = showing(certificate("CN=" + HOST).buildIssuedBy(ours));
    return new Row(
        "a certificate that has the host as its common name only",
        address,
        NetworkCause.WRONG_CERTIFICATE_NAME,
        false,
        "the server's certificate, of 'CN="
            + HOST
            + "', has no DNS names (subjectAltName), and its common name does not count; it must be"
            + " reissued with the DNS name "
            + HOST);
  }

  private static Row otherAuthority() throws Exception {
    X509Bundle theirs =
        certificate("CN=inspecting proxy").setIsCertificateAuthority(true).buildSelfSigned();
    return new Row(
        "a certificate of another authority",
        showing(certificate("CN=server").addSanDnsName(HOST).buildIssuedBy(theirs)),
        NetworkCause.UNTRUSTED_CERTIFICATE,
        false,
        "the server's certificate, of 'CN=server', is by 'CN=inspecting proxy', which is not"
            + " trusted; a proxy may be inspecting TLS: if this authority is your organization's"
            + " own, add it with TlsOptions.alsoTrusting");
  }

  private static Row expired() throws Exception {
    X509Bundle old =
        certificate("CN=server")
            .addSanDnsName(HOST)
            .notBefore(Instant.now().minus(DAY.multipliedBy(2)))
            .notAfter(Instant.now().minus(DAY))
            .buildIssuedBy(ours);
    return new Row(
        "an expired certificate",
        showing(old),
        NetworkCause.EXPIRED_CERTIFICATE,
        false,
        "the server's certificate, of 'CN=server', expired at "
            + old.getCertificate().getNotAfter().toInstant()
            + "; it must be renewed, unless this machine's clock is wrong");
  }

  private static Row notYetValid() throws Exception {
    X509Bundle early =
        certificate("CN=server")
            .addSanDnsName(HOST)
            .notBefore(Instant.now().plus(DAY))
            .notAfter(Instant.now().plus(DAY.multipliedBy(2)))
            .buildIssuedBy(ours);
    return new Row(
        "a certificate of tomorrow",
        showing(early),
        NetworkCause.EXPIRED_CERTIFICATE,
        false,
        "the server's certificate, of 'CN=server', is not valid before "
            + early.getCertificate().getNotBefore().toInstant()
            + "; it must be renewed, unless this machine's clock is wrong");
  }

  static Stream<Arguments> rowsOverEachProtocol() throws Exception {
    return rows()
        .flatMap(row -> Arrays.stream(Protocol.values()).map(over -> Arguments.of(row, over)));
  }

  @ParameterizedTest(name = "{0} over {1}")
  @MethodSource("rowsOverEachProtocol")
  void bothProtocolsReportTheSameFailureInTheSameWords(Row row, Protocol protocol) {
    Duration timeout = row.cause() == NetworkCause.CONNECT_TIMEOUT ? SHORT_TIMEOUT : LONG_TIMEOUT;
    TransportException failure = failure(client(protocol, trust(), row.address(), timeout));

    assertThat(failure.networkCause()).isEqualTo(row.cause());
    assertThat(failure.isUnsent()).isTrue();
    assertThat(failure.isRetryable()).isEqualTo(row.passing());
    assertThat(failure)
        .hasMessage("describeIndexStats on " + HOST + " (private route): " + row.words());
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void theSystemDoesNotTrustAnAuthorityOfATest(Protocol protocol) throws Exception {
    assertThat(failure(client(protocol, TlsOptions.systemTrust(), showing(good))).networkCause())
        .isEqualTo(NetworkCause.UNTRUSTED_CERTIFICATE);
  }

  /** Returns ALPN protocols without HTTP/2, and a server without ALPN. */
  static Stream<Arguments> protocolsWithoutHttp2() {
    return Stream.of(
        Arguments.of((Object) new String[] {"http/1.1"}), Arguments.of((Object) new String[0]));
  }

  @ParameterizedTest
  @MethodSource("protocolsWithoutHttp2")
  void withoutHttp2RestWorksAndGrpcReportsIt(String[] protocols) throws Exception {
    try (LoopbackPeer peer = LoopbackPeer.tls(good, protocols)) {
      try (Pinelink rest = client(Protocol.REST, trust(), peer.address())) {
        assertThat(rest.indexAt(HOST).describeIndexStats().totalVectorCount()).isZero();
      }

      TransportException failure = failure(client(Protocol.GRPC, trust(), peer.address()));

      assertThat(failure.networkCause()).isEqualTo(NetworkCause.NO_COMMON_PROTOCOL);
      assertThat(failure.isUnsent()).isTrue();
      assertThat(failure.isRetryable()).isFalse();
      assertThat(failure)
          .hasMessage(
              "describeIndexStats on "
                  + HOST
                  + " (private route): the server and this client have no protocol in common"
                  + " (ALPN); gRPC needs HTTP/2, which a proxy that inspects TLS may not speak:"
                  + " exclude the host from inspection, or use REST with"
                  + " Pinelink.Builder.protocols(Protocol.REST)");
    }
  }

  @Test
  void aServerWithHttp2OnlyHasNoCommonProtocolWithHttp11() throws Exception {
    try (LoopbackPeer peer = LoopbackPeer.tls(good, "h2")) {
      assertThat(failure(client(Protocol.REST, trust(), peer.address())).networkCause())
          .isEqualTo(NetworkCause.NO_COMMON_PROTOCOL);
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aRefusedKeyIsExplainedByTheRoute(Protocol protocol) {
    try (EmbeddedPinecone server =
            EmbeddedPinecone.builder().restrictedToPrivateEndpoints().start();
        Pinelink setup = server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build();
        Pinelink inPublic = server.clientBuilder().protocols(protocol).build();
        Pinelink stranger =
            server
                .clientBuilder()
                .protocols(protocol)
                .apiKey("pcsk_wrong")
                .routePolicy(RoutePolicy.privateRequired())
                .build()) {
      String host = Indexes.create(setup, "docs", Metric.COSINE).route().host();
      String publicHost = host.replace(".private", "");

      assertThatThrownBy(() -> inPublic.indexAt(publicHost).describeIndexStats())
          .isInstanceOf(UnauthenticatedException.class)
          .hasMessageContaining(
              "describeIndexStats on " + publicHost + " (public route, embedded server)")
          .hasMessageContaining("the project is restricted to private endpoints")
          .hasMessageContaining("RoutePolicy.privateRequired()");
      assertThatThrownBy(() -> stranger.indexAt(host).describeIndexStats())
          .isInstanceOf(UnauthenticatedException.class)
          .hasMessageContaining(
              "describeIndexStats on " + host + " (private route, embedded server)")
          .hasMessageContaining("the private endpoint is not registered to the project");
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void authoritiesOfAFileReplaceOrExtendTheSystemTrust(Protocol protocol, @TempDir Path folder) {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink setup = server.clientBuilder().build()) {
      Indexes.create(setup, "docs", Metric.COSINE);
      Path pem = written(folder, "ca.pem", server.authority().pem());
      for (TlsOptions tls :
          List.of(TlsOptions.trustOnly(pem), TlsOptions.systemTrust().alsoTrusting(pem))) {
        try (Pinelink client =
            server
                .clientBuilder()
                .protocols(protocol)
                .addressGuard(AddressGuard.privateOnly().allowingLoopback())
                .tls(tls)
                .routePolicy(RoutePolicy.privateRequired())
                .build()) {
          assertThat(client.indexAt(HOST).describeIndexStats().totalVectorCount()).isZero();
        }
      }
    }
  }

  static Stream<Arguments> clientKeys() {
    return Arrays.stream(Protocol.values())
        .flatMap(
            protocol ->
                Stream.of(
                    Arguments.of(protocol, certificate("CN=client").ecp256()),
                    Arguments.of(protocol, certificate("CN=client").rsa2048())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("clientKeys")
  void clientsAuthenticateByCertificate(
      Protocol protocol, CertificateBuilder builder, @TempDir Path folder) throws Exception {
    X509Bundle client = builder.buildIssuedBy(ours);
    Path chain = written(folder, "client.pem", client.getCertificatePathPEM());
    Path key = written(folder, "client-key.pem", client.getPrivateKeyPEM());
    try (LoopbackPeer peer = LoopbackPeer.askingFor(ours, good, "h2", "http/1.1")) {
      // The server does not support HTTP/2, so the gRPC call fails; the test checks the handshake.
      try (Pinelink known =
          client(protocol, trust().clientCertificate(chain, key), peer.address())) {
        known.indexAt(HOST).async().describeIndexStats().handle((stats, failure) -> stats).join();
      }

      assertThat(peer.clients()).containsOnly("CN=client");
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aServerThatRequiresACertificateRefusesAClientWithoutOne(Protocol protocol) throws Exception {
    try (LoopbackPeer peer = LoopbackPeer.askingFor(ours, good, "h2", "http/1.1")) {
      assertThat(failure(client(protocol, trust(), peer.address())))
          .hasMessageStartingWith("describeIndexStats on " + HOST + " (private route): ");
      assertThat(peer.clients()).isEmpty();
    }
  }

  private static Path written(Path folder, String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theTlsProviderMatchesTheBuild() {
    assertThat(OpenSsl.isAvailable()).isEqualTo(Boolean.getBoolean("pinelink.openssl"));
  }
}
