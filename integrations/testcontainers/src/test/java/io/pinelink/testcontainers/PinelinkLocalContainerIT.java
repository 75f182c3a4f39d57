package io.pinelink.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.pinecone.clients.Pinecone;
import io.pinecone.configs.PineconeConfig;
import io.pinecone.configs.PineconeConnection;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.error.RateLimitedException;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Match;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testcontainers.lifecycle.Startables;

/** Tests the container in an engine, which .ci/containers provides. */
@Tag("engine")
class PinelinkLocalContainerIT {
  @TempDir static Path directory;

  private static PinelinkLocalContainer plaintext;
  private static PinelinkLocalContainer secure;

  @BeforeAll
  static void startTheContainers() throws IOException {
    Path animals =
        Files.writeString(
            directory.resolve("animals.jsonl"),
            """
            {"id": "cat", "values": [0.9, 0.1]}
            {"id": "hen", "values": [0.2, 0.8]}
            """);
    plaintext =
        new PinelinkLocalContainer()
            .withIndex("docs", 2)
            .withSeed("animals", animals)
            .withCommand("--index", "more:3");
    secure = new PinelinkLocalContainer().withTls().withIndex("docs", 2);
    Startables.deepStart(plaintext, secure).join();
  }

  @AfterAll
  static void stopTheContainers() {
    plaintext.close();
    secure.close();
  }

  @BeforeEach
  void reset() {
    plaintext.reset();
    secure.reset();
  }

  private static void writeAndRead(Index docs) {
    docs.upsert(
        List.of(Vector.of("east", new float[] {1, 0}), Vector.of("north", new float[] {0, 1})));
    QueryRequest request = QueryRequest.builder().vector(1, 0).topK(1).build();
    assertThat(docs.query(request).matches()).extracting(Match::id).containsExactly("east");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void pinelinkReachesThePlaintextServer(Protocol protocol) {
    try (Pinelink client =
        plaintext
            .clientBuilder()
            .protocols(protocol, Protocol.REST)
            .routePolicy(RoutePolicy.privateRequired())
            .build()) {
      Index docs = client.index("docs");
      writeAndRead(docs);

      assertThat(docs.route().kind()).isEqualTo(Route.Kind.LOCAL);
      assertThat(docs.route().authority()).isEqualTo(plaintext.getIndexHost("docs"));
    }
  }

  @Test
  void withTlsTheRouteIsPrivateWhereThePolicyRequiresIt() {
    try (Pinelink open = secure.clientBuilder().build();
        Pinelink closed =
            secure.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build()) {
      open.index("docs").describeIndexStats();
      Index docs = closed.index("docs");
      writeAndRead(docs);

      assertThat(docs.route().kind()).isEqualTo(Route.Kind.PRIVATE);
      assertThat(open.index("docs").route().kind()).isEqualTo(Route.Kind.PUBLIC);
      assertThat(secure.callServer("GET", "requests?operation=query", ""))
          .contains("\"private_data\"")
          .doesNotContain("\"public_data\"");
    }
  }

  @Test
  void aResetLoadsSeedsAgain() {
    try (Pinelink client = plaintext.clientBuilder().build()) {
      Index animals = client.index("animals");
      animals.upsert(List.of(Vector.of("east", new float[] {1, 0})));
      plaintext.reset();

      assertThat(animals.fetch(FetchRequest.byIds("cat", "hen", "east")).vectors())
          .containsOnlyKeys("cat", "hen");
    }
  }

  @Test
  void faultsStrikeUntilTheyAreRemoved() {
    try (Pinelink client = plaintext.clientBuilder().retryOptions(RetryOptions.none()).build()) {
      Index more = client.index("more");
      plaintext.addFaults(
          """
          {"type": "refuse", "attributes": {"code": "RESOURCE_EXHAUSTED"},
           "match": {"operations": ["fetch"]}}
          """);
      assertThatThrownBy(() -> more.fetch(FetchRequest.byIds("east")))
          .isInstanceOf(RateLimitedException.class);
      plaintext.removeFaults();

      assertThat(more.fetch(FetchRequest.byIds("east")).vectors()).isEmpty();
    }
  }

  @Test
  void aRefusalOfTheServerHasItsReason() {
    assertThatIllegalStateException()
        .isThrownBy(() -> plaintext.addFaults("{\"type\": \"no such fault\"}"))
        .withMessageStartingWith("POST /_pinelink/faults returned HTTP 400: ")
        .withMessageContaining("no such fault");
  }

  @Test
  void theOfficialClientReachesThePlaintextServer() {
    Pinecone client =
        new Pinecone.Builder("any key")
            .withHost(plaintext.getEndpoint())
            .withTlsEnabled(false)
            .build();
    assertThat(client.describeIndex("docs").getHost())
        .isEqualTo("http://" + plaintext.getIndexHost("docs"));

    PineconeConfig config = new PineconeConfig("any key");
    config.setTLSEnabled(false);
    writesAndReads(
        config,
        channel(plaintext)
            .overrideAuthority(plaintext.getIndexHost("docs"))
            .usePlaintext()
            .build());
  }

  /** With TLS, the official client sends calls of the control plane to api.pinecone.io only. */
  @Test
  void theOfficialClientReachesTheServerOverTls() throws Exception {
    X509TrustManager trusted = trust(secure);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, new X509TrustManager[] {trusted}, null);
    OkHttpClient http =
        new OkHttpClient.Builder()
            .sslSocketFactory(tls.getSocketFactory(), trusted)
            .addInterceptor(
                chain ->
                    chain.proceed(
                        chain
                            .request()
                            .newBuilder()
                            .url(
                                chain
                                    .request()
                                    .url()
                                    .newBuilder()
                                    .host(secure.getHost())
                                    .port(secure.getMappedPort(5080))
                                    .build())
                            .build()))
            .build();
    Pinecone client = new Pinecone.Builder(secure.getApiKey()).withOkHttpClient(http).build();
    String host = client.describeIndex("docs").getHost();
    assertThat(host).isEqualTo(secure.getIndexHost("docs"));

    writesAndReads(
        new PineconeConfig(secure.getApiKey()),
        channel(secure)
            .overrideAuthority(host)
            .sslContext(
                GrpcSslContexts.forClient().trustManager(secure.getCertificateAuthority()).build())
            .build());
  }

  private static NettyChannelBuilder channel(PinelinkLocalContainer pinecone) {
    return NettyChannelBuilder.forAddress(pinecone.getHost(), pinecone.getMappedPort(5080));
  }

  private static void writesAndReads(PineconeConfig config, ManagedChannel channel) {
    config.setCustomManagedChannel(channel);
    config.setHost("unused");
    try (io.pinecone.clients.Index index =
        new io.pinecone.clients.Index(config, new PineconeConnection(config), "docs")) {
      index.upsert("east", List.of(1f, 0f), "ns");
      assertThat(index.fetch(List.of("east"), "ns").getVectorsMap()).containsOnlyKeys("east");
    }
  }

  private static X509TrustManager trust(PinelinkLocalContainer pinecone)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("pinecone", pinecone.getCertificateAuthority());
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }
}
