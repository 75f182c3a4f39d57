package io.pinelink.rest;

import static io.pinelink.rest.Calls.HOST;
import static io.pinelink.rest.Calls.failureOf;
import static io.pinelink.rest.Calls.list;
import static io.pinelink.rest.Calls.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.X509Bundle;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.TransportException;
import io.pinelink.network.DnsResolver;
import io.pinelink.network.HttpVersion;
import io.pinelink.network.TlsOptions;
import io.pinelink.rest.LoopbackServer.Received;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.Route;
import io.pinelink.testsupport.UnreadyServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The addresses that the transport connects to, and the certificates that it trusts. */
class RestDialTest {
  private static final String NONE = "{\"indexes\":[]}";

  private final X509Bundle authority;
  private final TlsOptions trust;

  RestDialTest() throws Exception {
    authority = Certificates.authority("ours");
    trust = TlsOptions.trustOnly(authority.getCertificate());
  }

  @Test
  void theLogicalHostIsUsedForAnyDialledAddress() throws Exception {
    try (LoopbackServer server = tlsServer(HOST);
        RestTransport transport = Calls.transport()) {
      resultOf(list(transport, dialled(HOST, server.address())));

      Received sent = server.next();
      assertThat(sent.headers().get("host")).isEqualTo(HOST);
      assertThat(sent.serverNames()).singleElement().asString().contains(HOST);
    }
  }

  @Test
  void aNameToDialIsResolvedAndKeepsItsPort() throws Exception {
    try (LoopbackServer server = tlsServer(HOST);
        RestTransport transport = Calls.transport()) {
      resultOf(
          list(
              transport,
              dialled(HOST, InetSocketAddress.createUnresolved("localhost", server.port()))));

      assertThat(server.next().headers().get("host")).isEqualTo(HOST);
    }
  }

  @Test
  void aNonDefaultPortIsPartOfTheAuthority() throws Exception {
    try (LoopbackServer server = tlsServer(HOST);
        RestTransport transport = Calls.transport()) {
      Route base = dialled(HOST, server.address());
      Route route =
          new Route(
              HOST,
              8443,
              base.kind(),
              false,
              base.dial(),
              base.dialOptions(),
              Optional.empty(),
              base.decision());

      resultOf(list(transport, route));

      assertThat(server.next().headers().get("host")).isEqualTo(HOST + ":8443");
    }
  }

  @Test
  void addressesAreTriedInTurn() throws Exception {
    int closedPort;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closedPort = free.getLocalPort();
    }
    try (LoopbackServer server = tlsServer(HOST);
        RestTransport transport = Calls.transport()) {
      Route route =
          dialled(
              HOST,
              InetSocketAddress.createUnresolved("pinelink.invalid", 443),
              new InetSocketAddress(InetAddress.getLoopbackAddress(), closedPort),
              server.address());

      assertThat(resultOf(list(transport, route)).items()).isEmpty();
    }
  }

  static Stream<Arguments> unreadyServersOverEachVersion() {
    return Arrays.stream(HttpVersion.values())
        .flatMap(
            version ->
                Arrays.stream(UnreadyServer.Behavior.values())
                    .map(behavior -> Arguments.of(version, behavior)));
  }

  @ParameterizedTest(name = "{0}, a server that {1}")
  @MethodSource("unreadyServersOverEachVersion")
  void theNextAddressIsTriedWhenTlsIsNotReady(HttpVersion version, UnreadyServer.Behavior behavior)
      throws Exception {
    try (UnreadyServer unready = UnreadyServer.start(behavior);
        LoopbackServer server = tlsServer(version, HOST)) {
      assertIsAnswered(version, behavior, dialled(HOST, unready.address(), server.address()));

      assertThat(unready.connections()).isPositive();
    }
  }

  @ParameterizedTest(name = "{0}, a server that {1}")
  @MethodSource("unreadyServersOverEachVersion")
  void theNextTargetOfTheRuleIsTriedWhenTlsIsNotReady(
      HttpVersion version, UnreadyServer.Behavior behavior) throws Exception {
    try (UnreadyServer unready = UnreadyServer.start(behavior);
        LoopbackServer server = tlsServer(version, HOST)) {
      ConnectRule rule =
          ConnectRule.forHost(HOST)
              .dial("localhost", unready.address().getPort())
              .orElse("localhost", server.port());

      assertIsAnswered(version, behavior, Calls.dialled(trust, HOST, rule));

      assertThat(unready.connections()).isPositive();
    }
  }

  /** The first call is answered, since no address is left out and none fails the call. */
  private static void assertIsAnswered(
      HttpVersion version, UnreadyServer.Behavior behavior, Route route) throws Exception {
    if (behavior != UnreadyServer.Behavior.IS_SILENT) {
      try (RestTransport transport = Calls.transport(Calls.options(version, Calls.LONG))) {
        resultOf(list(transport, route));
      }
      return;
    }
    // On a busy machine, the other server may also take longer than this.
    Duration connectTimeout = Duration.ofMillis(500);
    try (RestTransport transport = Calls.transport(Calls.options(version, connectTimeout))) {
      await()
          .atMost(Calls.LONG)
          .until(() -> list(transport, route).handle((found, failure) -> failure == null).join());
    }
  }

  @ParameterizedTest
  @EnumSource(HttpVersion.class)
  void theNextAddressIsTriedWhenACertificateIsRefused(HttpVersion version) throws Exception {
    try (LoopbackServer other = tlsServer(version, "localhost");
        LoopbackServer server = tlsServer(version, HOST);
        RestTransport transport = Calls.transport(Calls.options(version, Calls.LONG))) {
      resultOf(list(transport, dialled(HOST, other.address(), server.address())));

      assertThat(other.connections()).isPositive();
      assertThat(other.requests()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(HttpVersion.class)
  void aRefusedCertificateIsReportedIfNoAddressWorks(HttpVersion version) throws Exception {
    try (UnreadyServer closing = UnreadyServer.start(UnreadyServer.Behavior.CLOSES);
        LoopbackServer other = tlsServer(version, "localhost");
        UnreadyServer failing = UnreadyServer.start(UnreadyServer.Behavior.FAILS);
        RestTransport transport = Calls.transport(Calls.options(version, Calls.LONG))) {
      Route route = dialled(HOST, closing.address(), other.address(), failing.address());

      TransportException refused = (TransportException) failureOf(list(transport, route));

      assertThat(refused.networkCause()).isEqualTo(NetworkCause.WRONG_CERTIFICATE_NAME);
      assertThat(refused.isRetryable()).isFalse();
      assertThat(failing.connections()).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(HttpVersion.class)
  void theFirstFailureIsReportedIfNoAddressIsReady(HttpVersion version) throws Exception {
    try (UnreadyServer failing = UnreadyServer.start(UnreadyServer.Behavior.FAILS);
        UnreadyServer closing = UnreadyServer.start(UnreadyServer.Behavior.CLOSES);
        RestTransport transport = Calls.transport(Calls.options(version, Calls.LONG))) {
      Route route = dialled(HOST, failing.address(), closing.address());

      TransportException failure = (TransportException) failureOf(list(transport, route));

      assertThat(failure.networkCause()).isEqualTo(NetworkCause.PLAINTEXT_PORT);
      assertThat(failure.isUnsent()).isTrue();
      assertThat(closing.connections()).isPositive();
    }
  }

  @Test
  void namesAreResolvedAgainAtEachConnect() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    List<String> asked = new java.util.concurrent.CopyOnWriteArrayList<>();
    DnsResolver lookup =
        name -> {
          asked.add(name);
          if (asked.size() == 1) {
            throw new UnknownHostException(name);
          }
          return new InetAddress[] {loopback};
        };
    try (LoopbackServer server = tlsServer(HOST);
        RestTransport transport = Calls.transport(lookup)) {
      Route route = dialled(HOST, InetSocketAddress.createUnresolved("vpce", server.port()));

      failureOf(list(transport, route));
      resultOf(list(transport, route));

      assertThat(asked).containsExactly("vpce", "vpce");
    }
  }

  @Test
  void aCertificateForAnotherNameIsRefused() throws Exception {
    try (LoopbackServer server = tlsServer("localhost");
        RestTransport transport = Calls.transport()) {
      Route route = dialled(HOST, InetSocketAddress.createUnresolved("localhost", server.port()));

      TransportException refused = (TransportException) failureOf(list(transport, route));

      assertThat(refused.networkCause()).isEqualTo(NetworkCause.WRONG_CERTIFICATE_NAME);
      assertThat(refused.isUnsent()).isTrue();
      assertThat(server.requests()).isZero();
    }
  }

  @Test
  void aCertificateOfAnotherAuthorityIsRefused() throws Exception {
    try (LoopbackServer server = tlsServer(HOST);
        RestTransport transport = Calls.transport()) {
      TlsOptions stranger = TlsOptions.trustOnly(Certificates.authority("theirs").getCertificate());

      for (TlsOptions others : List.of(stranger, TlsOptions.systemTrust())) {
        Route route = Calls.dialled(others, HOST, server.address());
        TransportException refused = (TransportException) failureOf(list(transport, route));

        assertThat(refused.networkCause()).isEqualTo(NetworkCause.UNTRUSTED_CERTIFICATE);
        assertThat(refused.isUnsent()).isTrue();
      }
      assertThat(server.requests()).isZero();
    }
  }

  @Test
  void aServerWithoutTlsGetsNoRequest() throws Exception {
    try (LoopbackServer server = LoopbackServer.plaintext();
        RestTransport transport = Calls.transport()) {
      TransportException refused =
          (TransportException) failureOf(list(transport, dialled(HOST, server.address())));

      assertThat(refused.networkCause()).isEqualTo(NetworkCause.PLAINTEXT_PORT);
      assertThat(server.requests()).isZero();
    }
  }

  @Test
  void plaintextIsUsedOnlyOnLoopback() throws Exception {
    InetAddress elsewhere = InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
    InetAddress loopback = InetAddress.getLoopbackAddress();
    DnsResolver lookup = name -> new InetAddress[] {loopback, elsewhere};
    try (LoopbackServer server = LoopbackServer.plaintext();
        RestTransport transport = Calls.transport(lookup)) {
      TransportException byName =
          (TransportException) failureOf(list(transport, Calls.local(server.port())));

      assertThat(byName.isUnsent()).isTrue();
      assertThat(byName)
          .hasMessageContaining("plaintext is for loopback only")
          .hasMessageContaining("10.0.0.1");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void routesToOneAddressShareNoConnection() throws Exception {
    X509Bundle both =
        new io.netty.pkitesting.CertificateBuilder()
            .subject("CN=both")
            .addSanDnsName("a.svc.x.pinecone.io")
            .addSanDnsName(HOST)
            .ecp256()
            .buildIssuedBy(authority);
    try (LoopbackServer server = LoopbackServer.tls(both).answering(200, NONE);
        RestTransport transport = Calls.transport()) {
      Route one = dialled(HOST, server.address());
      Route other =
          new Route(
              "a.svc.x.pinecone.io",
              443,
              Route.Kind.PUBLIC,
              false,
              List.of(server.address()),
              one.dialOptions(),
              Optional.empty(),
              one.decision());

      resultOf(list(transport, one));
      resultOf(list(transport, other));
      resultOf(list(transport, one));
      resultOf(list(transport, other));

      assertThat(server.connections()).isEqualTo(2);
      assertThat(server.next().serverNames()).asString().contains(HOST);
      assertThat(server.next().serverNames()).asString().contains("a.svc.x.pinecone.io");
    }
  }

  @Test
  void oneHostDialledTwoWaysSharesNoConnection() throws Exception {
    try (LoopbackServer server = tlsServer(HOST);
        LoopbackServer second = tlsServer(HOST);
        RestTransport transport = Calls.transport()) {
      resultOf(list(transport, dialled(HOST, server.address())));
      resultOf(list(transport, dialled(HOST, second.address())));

      assertThat(server.requests()).isEqualTo(1);
      assertThat(second.requests()).isEqualTo(1);
    }
  }

  private Route dialled(String host, InetSocketAddress... addresses) {
    return Calls.dialled(trust, host, addresses);
  }

  private LoopbackServer tlsServer(String name) throws Exception {
    return tlsServer(HttpVersion.HTTP_1_1, name);
  }

  private LoopbackServer tlsServer(HttpVersion version, String name) throws Exception {
    X509Bundle certificate = Certificates.issuedBy(authority, name);
    LoopbackServer server =
        version == HttpVersion.HTTP_2
            ? LoopbackServer.http2(certificate, 10)
            : LoopbackServer.tls(certificate);
    return server.answering(200, NONE);
  }
}
