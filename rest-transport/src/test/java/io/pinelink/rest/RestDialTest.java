package io.pinelink.rest;

import static io.pinelink.rest.Calls.HOST;
import static io.pinelink.rest.Calls.failureOf;
import static io.pinelink.rest.Calls.list;
import static io.pinelink.rest.Calls.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.X509Bundle;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.TransportException;
import io.pinelink.network.TlsOptions;
import io.pinelink.rest.LoopbackServer.Received;
import io.pinelink.routing.Route;
import io.pinelink.spi.DnsResolver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
  void theLogicalHostStaysWhereverItIsDialled() throws Exception {
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
  void aPortThatIsNotTheUsualOneIsPartOfTheAuthority() throws Exception {
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

      assertThat(resultOf(list(transport, route)).indexes()).isEmpty();
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
  void plaintextIsForLoopbackAlone() throws Exception {
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
    return LoopbackServer.tls(Certificates.issuedBy(authority, name)).answering(200, NONE);
  }
}
