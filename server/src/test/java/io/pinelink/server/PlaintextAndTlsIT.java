package io.pinelink.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.pinelink.Pinelink;
import io.pinelink.grpc.proto.DescribeIndexStatsRequest;
import io.pinelink.grpc.proto.VectorServiceGrpc;
import io.pinelink.model.Metric;
import io.pinelink.server.internal.gateway.LoopbackNetwork;
import io.pinelink.testsupport.Indexes;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests plaintext and TLS on the same ports. */
class PlaintextAndTlsIT {
  private static final String DOCS = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";
  private static final String PRIVATE = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";

  private final InetSocketAddress address = LoopbackNetwork.loopback(freePort());
  private final EmbeddedPinecone server = onOnePort().acceptPlaintext().start();

  private EmbeddedPineconeBuilder onOnePort() {
    return EmbeddedPinecone.builder()
        .listenAt(Listener.CONTROL, address)
        .listenAt(Listener.PUBLIC_DATA, address)
        .listenAt(Listener.PRIVATE_DATA, address);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void create() {
    try (Pinelink client = server.clientBuilder().build()) {
      Indexes.create(client, "docs", Metric.COSINE);
    }
    server.clearRequests();
  }

  private static String get(String host, String path) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: "
        + host
        + "\r\nConnection: close\r\nApi-Key: pcsk_embedded\r\n\r\n";
  }

  /** Sends the first byte alone, so that it arrives before the others. */
  private String plaintext(String request) throws IOException {
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(request.charAt(0));
      out.flush();
      out.write(request.substring(1).getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  @Test
  void theFirstByteSelectsPlaintextOrTls() throws IOException {
    create();
    try (TestClients clients = new TestClients(server)) {
      assertThat(plaintext(get("localhost", "/indexes"))).startsWith("HTTP/1.1 200 ");
      assertThat(
              clients
                  .http(Listener.CONTROL, "localhost", "GET", "/indexes", "pcsk_embedded", "")
                  .status())
          .isEqualTo(200);
    }
  }

  @Test
  void inPlaintextTheHostOfEachRequestSelectsTheListener() throws IOException {
    create();

    String first = get(DOCS + ":80", "/describe_index_stats").replace("Connection: close\r\n", "");
    String responses = plaintext(first + get("localhost", "/indexes"));

    assertThat(responses.split("HTTP/1.1 200 ", -1)).hasSize(3);
    assertThat(plaintext(get(PRIVATE, "/describe_index_stats"))).startsWith("HTTP/1.1 200 ");
    assertThat(server.requests())
        .extracting(RecordedRequest::listener)
        .containsExactly(Listener.PUBLIC_DATA, Listener.CONTROL, Listener.PRIVATE_DATA);
  }

  @Test
  void grpcWorksInPlaintextAndOverTls() {
    create();
    ManagedChannel plaintext =
        NettyChannelBuilder.forAddress(address).overrideAuthority(DOCS).usePlaintext().build();
    try (TestClients clients = new TestClients(server)) {
      for (VectorServiceGrpc.VectorServiceBlockingStub stub :
          new VectorServiceGrpc.VectorServiceBlockingStub[] {
            VectorServiceGrpc.newBlockingStub(plaintext)
                .withInterceptors(TestClients.key("pcsk_embedded")),
            clients.stub(Listener.PUBLIC_DATA, DOCS, "pcsk_embedded")
          }) {
        assertThat(
                stub.withDeadlineAfter(20, TimeUnit.SECONDS)
                    .describeIndexStats(DescribeIndexStatsRequest.getDefaultInstance())
                    .getDimension())
            .isEqualTo(2);
      }
    } finally {
      plaintext.shutdownNow();
    }
  }

  @Test
  void webPagesAreRefusedInPlaintext() throws IOException {
    assertThat(plaintext(get("evil.example", "/indexes")))
        .startsWith("HTTP/1.1 403 ")
        .contains("Host 'evil.example' is not loopback");
    assertThat(plaintext(get("api.pinecone.io", "/indexes"))).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void privateAccessIsEnforcedInPlaintext() throws IOException {
    create();
    server.project().restrictToPrivateEndpoints(true);

    assertThat(plaintext(get(DOCS, "/describe_index_stats"))).startsWith("HTTP/1.1 401 ");
    assertThat(plaintext(get(PRIVATE, "/describe_index_stats"))).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void byDefaultAKeyInPlaintextIsRefusedWithATlsAlert() throws IOException {
    server.close();
    try (EmbeddedPinecone tlsOnly = onOnePort().start()) {
      assertThat(plaintext(get("localhost", "/indexes"))).startsWith("\u0015\u0003\u0003");
      assertThat(tlsOnly.requests()).isEmpty();
    }
  }
}
