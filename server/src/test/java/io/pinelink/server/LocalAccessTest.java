package io.pinelink.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.pinelink.Pinelink;
import io.pinelink.grpc.proto.DescribeIndexStatsRequest;
import io.pinelink.grpc.proto.VectorServiceGrpc;
import io.pinelink.grpc.proto.VectorServiceGrpc.VectorServiceBlockingStub;
import io.pinelink.model.Metric;
import io.pinelink.testsupport.Indexes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which calls a server in local mode accepts: with a key, and not from a web page. */
class LocalAccessTest {
  private static final String CREATE =
      "{\"name\":\"made\",\"dimension\":2,\"metric\":\"cosine\","
          + "\"spec\":{\"serverless\":{\"cloud\":\"aws\",\"region\":\"us-east-1\"}}}";

  private final List<EmbeddedPinecone> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(EmbeddedPinecone::close);
  }

  private EmbeddedPinecone start(EmbeddedPineconeBuilder builder) {
    EmbeddedPinecone server = builder.localMode().start();
    started.add(server);
    return server;
  }

  /** Sends one request and returns the whole response; each | ends a line. */
  private static String send(int port, String head, String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      String request = head + "|Connection: close|Content-Length: " + body.length() + "||" + body;
      socket.getOutputStream().write(request.replace("|", "\r\n").getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  private static int controlPort(EmbeddedPinecone server) {
    return server.address(Listener.CONTROL).getPort();
  }

  /** Creates an index and returns the port of its data plane. */
  private static int dataPort(EmbeddedPinecone server) {
    try (Pinelink client = server.clientBuilder().build()) {
      return Indexes.create(client, "docs", Metric.COSINE).route().port();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:5080",
        "localhost.evil.example",
        "evil-localhost",
        "127.0.0.1.evil.example",
        "192.168.0.1",
        "0.0.0.0",
        "[::]",
        "[fe80::1]:80",
        "api.pinecone.io"
      })
  void hostsThatAreNotLoopbackAreRefusedOnEveryPort(String host) throws IOException {
    EmbeddedPinecone server = start(EmbeddedPinecone.builder());
    String key = "|Host: " + host + "|Api-Key: key";

    assertThat(send(controlPort(server), "GET /indexes HTTP/1.1" + key, ""))
        .startsWith("HTTP/1.1 403 ")
        .contains("Host '" + host + "' is not loopback", "EmbeddedPineconeBuilder.allowHost");
    assertThat(send(dataPort(server), "GET /describe_index_stats HTTP/1.1" + key, ""))
        .startsWith("HTTP/1.1 403 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:1",
        "docs.localhost:80",
        "127.0.0.1",
        "127.1.2.3:5080",
        "[::1]",
        "[::1]:5080",
        "[0:0:0:0:0:0:0:1]"
      })
  void loopbackHostsAreAcceptedOnEveryPort(String host) throws IOException {
    EmbeddedPinecone server = start(EmbeddedPinecone.builder());
    String key = "|Host: " + host + "|Api-Key: key";

    assertThat(send(controlPort(server), "GET /indexes HTTP/1.1" + key, ""))
        .startsWith("HTTP/1.1 200 ");
    assertThat(send(dataPort(server), "GET /describe_index_stats HTTP/1.1" + key, ""))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void otherHostsAreAcceptedIfTheyAreAllowed() throws IOException {
    EmbeddedPinecone named = start(EmbeddedPinecone.builder().allowHost("Emulator"));
    EmbeddedPinecone any = start(EmbeddedPinecone.builder().allowHost("*"));
    String get = "GET /indexes HTTP/1.1|Api-Key: key|Host: ";

    assertThat(send(controlPort(named), get + "emulator:5080", "")).startsWith("HTTP/1.1 200 ");
    assertThat(send(controlPort(named), get + "other", "")).startsWith("HTTP/1.1 403 ");
    assertThat(send(controlPort(any), get + "other", "")).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example, 403",
    "http://localhost.evil.example:80, 403",
    "null, 403",
    "file://, 403",
    "chrome-extension://abc, 403",
    "http://localhost:3000, 201",
    "http://127.0.0.1, 201",
    "https://[::1]:8443, 201",
    "https://allowed.example, 201"
  })
  void pagesOfOtherSitesCannotChangeData(String origin, int status) throws IOException {
    EmbeddedPinecone server =
        start(EmbeddedPinecone.builder().allowMissingApiKey().allowHost("allowed.example"));

    // A browser sends such a request to another origin without asking for permission.
    String response =
        send(
            controlPort(server),
            "POST /indexes HTTP/1.1|Host: localhost|Content-Type: text/plain|Origin: " + origin,
            CREATE);

    assertThat(response).startsWith("HTTP/1.1 " + status + " ");
    assertThat(server.project().indexes()).hasSize(status == 201 ? 1 : 0);
  }

  @Test
  void permissionForRequestsOfOtherSitesIsNotGiven() throws IOException {
    EmbeddedPinecone server = start(EmbeddedPinecone.builder().allowMissingApiKey());

    String response =
        send(
            controlPort(server),
            "OPTIONS /indexes HTTP/1.1|Host: localhost|Origin: http://localhost:3000"
                + "|Access-Control-Request-Method: DELETE",
            "");

    assertThat(response)
        .doesNotStartWith("HTTP/1.1 2")
        .doesNotContainIgnoringCase("Access-Control-Allow");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "|Api-Key: ", "|Authorization: Bearer key"})
  void callsWithoutAKeyAreRefusedOverRest(String key) throws IOException {
    EmbeddedPinecone server = start(EmbeddedPinecone.builder());
    int dataPort = dataPort(server);

    assertThat(send(controlPort(server), "POST /indexes HTTP/1.1|Host: localhost" + key, CREATE))
        .startsWith("HTTP/1.1 401 ");
    assertThat(send(dataPort, "GET /describe_index_stats HTTP/1.1|Host: localhost" + key, ""))
        .startsWith("HTTP/1.1 401 ");
    assertThat(server.project().indexes()).containsExactly("docs");
  }

  @Test
  void callsWithoutAKeyAreServedOverRestIfTheyAreAllowed() throws IOException {
    EmbeddedPinecone server = start(EmbeddedPinecone.builder().allowMissingApiKey());
    int dataPort = dataPort(server);

    assertThat(send(controlPort(server), "GET /indexes HTTP/1.1|Host: localhost", ""))
        .startsWith("HTTP/1.1 200 ");
    assertThat(send(dataPort, "GET /describe_index_stats HTTP/1.1|Host: localhost", ""))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void callsWithoutAKeyOrWithAnotherHostAreRefusedOverGrpc() {
    EmbeddedPinecone server = start(EmbeddedPinecone.builder());
    EmbeddedPinecone open = start(EmbeddedPinecone.builder().allowMissingApiKey());

    assertThat(statusOverGrpc(server, "localhost", "")).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(statusOverGrpc(server, "localhost", "key")).isEqualTo(Status.Code.OK);
    assertThat(statusOverGrpc(server, "evil.example", "key"))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
    assertThat(statusOverGrpc(open, "localhost", "")).isEqualTo(Status.Code.OK);
  }

  private static Status.Code statusOverGrpc(EmbeddedPinecone server, String host, String key) {
    server.reset();
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("localhost", dataPort(server))
            .overrideAuthority(host)
            .usePlaintext()
            .build();
    try {
      VectorServiceBlockingStub stub = VectorServiceGrpc.newBlockingStub(channel);
      if (!key.isEmpty()) {
        stub = stub.withInterceptors(TestClients.key(key));
      }
      stub.withDeadlineAfter(20, TimeUnit.SECONDS)
          .describeIndexStats(DescribeIndexStatsRequest.getDefaultInstance());
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void theClientOfTheServerSendsAnAcceptedKey() {
    EmbeddedPinecone server = start(EmbeddedPinecone.builder());
    try (Pinelink client = server.clientBuilder().build()) {
      assertThat(client.controlPlane().listIndexes().items()).isEmpty();
    }
  }
}
