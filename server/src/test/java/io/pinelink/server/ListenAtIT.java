package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Pinelink;
import io.pinelink.admin.AdminClient;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.testsupport.Indexes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests listeners at configured addresses. */
class ListenAtIT {
  private static final String CONTROL = "api.pinecone.io";
  private static final String PUBLIC = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";
  private static final String PRIVATE = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";

  private static InetSocketAddress freeAddress() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedPinecone allAt(InetSocketAddress address) {
    return EmbeddedPinecone.builder()
        .listenAt(Listener.CONTROL, address)
        .listenAt(Listener.PUBLIC_DATA, address)
        .listenAt(Listener.PRIVATE_DATA, address)
        .start();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void oneAddressServesAllNames(Protocol protocol) {
    InetSocketAddress address = freeAddress();
    try (EmbeddedPinecone server = allAt(address);
        AdminClient admin =
            server
                .configure(AdminClient.builder())
                .clientCredentials(EmbeddedPinecone.CLIENT_ID, EmbeddedPinecone.CLIENT_SECRET)
                .build();
        Pinelink outside = server.clientBuilder().protocols(protocol, Protocol.REST).build();
        Pinelink inside =
            server
                .clientBuilder()
                .protocols(protocol, Protocol.REST)
                .routePolicy(RoutePolicy.privateRequired())
                .build()) {
      Indexes.create(outside, "docs", Metric.COSINE).describeIndexStats();
      inside.index("docs").describeIndexStats();
      admin.listProjects();

      for (Listener listener :
          new Listener[] {Listener.CONTROL, Listener.PUBLIC_DATA, Listener.PRIVATE_DATA}) {
        assertThat(server.address(listener)).isEqualTo(address);
      }
      assertThat(server.project().privateEndpoints().get(0).address()).isEqualTo(address);
      assertThat(server.requests())
          .filteredOn(request -> request.operation().equals("describeIndexStats"))
          .extracting(RecordedRequest::listener)
          .containsExactly(Listener.PUBLIC_DATA, Listener.PRIVATE_DATA);
      assertThat(server.requests())
          .filteredOn(request -> !request.operation().equals("describeIndexStats"))
          .extracting(RecordedRequest::listener)
          .containsOnly(Listener.CONTROL);
    }
  }

  @Test
  void theServerNameSelectsCertificateAndListener() {
    try (EmbeddedPinecone server = allAt(freeAddress());
        TestClients clients = new TestClients(server)) {
      for (String host : new String[] {CONTROL, PUBLIC, PRIVATE}) {
        assertThat(clients.http(Listener.CONTROL, host, "GET", "/anything", "", "").body())
            .isEqualTo(host.equals(CONTROL) ? "Invalid API key" : "Unauthorized");
      }
      assertThatThrownBy(
              () -> clients.http(Listener.CONTROL, "example.com", "GET", "/anything", "", ""))
          .hasRootCauseInstanceOf(CertificateException.class);
      assertThat(server.requests())
          .extracting(RecordedRequest::listener)
          .containsExactly(Listener.CONTROL, Listener.PUBLIC_DATA, Listener.PRIVATE_DATA);
    }
  }

  @Test
  void aPrivateEndpointIsRegisteredAtAGivenAddress() {
    InetSocketAddress address = freeAddress();
    try (EmbeddedPinecone server = EmbeddedPinecone.start()) {
      PrivateEndpoint endpoint = server.project().registerPrivateEndpoint(address);

      assertThat(endpoint.address()).isEqualTo(address);
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> server.project().registerPrivateEndpoint(address))
          .withMessageContaining("Cannot listen on port " + address.getPort() + " of ");
      assertThat(server.project().privateEndpoints()).hasSize(2);
    }
  }

  @Test
  void connectionsWithoutTlsAreClosed() throws IOException {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Socket plain =
            new Socket(
                InetAddress.getLoopbackAddress(), server.address(Listener.CONTROL).getPort())) {
      OutputStream out = plain.getOutputStream();
      out.write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();

      assertThat(new String(plain.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
          .doesNotContain("HTTP");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void anAddressInUseIsRefused() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      EmbeddedPineconeBuilder builder =
          EmbeddedPinecone.builder()
              .listenAt(Listener.PUBLIC_DATA, (InetSocketAddress) taken.getLocalSocketAddress());

      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(builder::start)
          .withMessageContaining("Cannot listen on port " + taken.getLocalPort() + " of ");
    }
  }

  @Test
  void localModeStaysOnLocalhost() {
    EmbeddedPineconeBuilder builder = EmbeddedPinecone.builder();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.listenAt(Listener.LOCAL_DATA, freeAddress()));

    builder.localMode().listenAt(Listener.PUBLIC_DATA, freeAddress());

    assertThatIllegalStateException()
        .isThrownBy(builder::start)
        .withMessage("Local mode listens only on a loopback or wildcard address");
  }
}
