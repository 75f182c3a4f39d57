package io.pinelink.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.pinecone.clients.Pinecone;
import io.pinecone.configs.PineconeConfig;
import io.pinecone.configs.PineconeConnection;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.NotFoundException;
import io.pinelink.grpc.proto.DescribeIndexStatsRequest;
import io.pinelink.grpc.proto.VectorServiceGrpc;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Match;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.routing.Cloud;
import io.pinelink.testsupport.Indexes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests all indexes on the port of the control plane, and the addresses that are advertised. */
class OnePortIT {
  private final List<EmbeddedPinecone> started = new ArrayList<>();

  private EmbeddedPinecone start(EmbeddedPineconeBuilder builder) {
    EmbeddedPinecone server = builder.start();
    started.add(server);
    return server;
  }

  private static EmbeddedPineconeBuilder local() {
    return EmbeddedPinecone.builder().localMode().onePort();
  }

  @AfterEach
  void stop() {
    started.forEach(EmbeddedPinecone::close);
  }

  private static int port(EmbeddedPinecone server) {
    return server.address(Listener.CONTROL).getPort();
  }

  private static String create(EmbeddedPinecone server, String... names) {
    String host = "";
    try (Pinelink client = server.clientBuilder().build()) {
      for (String name : names) {
        IndexDescription made =
            client
                .controlPlane()
                .createIndex(
                    CreateIndexRequest.dense(
                        name, 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
        host = made.host().orElseThrow();
      }
    }
    return host;
  }

  private static String hostOf(EmbeddedPinecone server, String name) {
    try (Pinelink client = server.clientBuilder().build()) {
      return client.controlPlane().describeIndex(name).host().orElseThrow();
    }
  }

  /** Sends one request and returns the whole response. */
  private static String send(EmbeddedPinecone server, String line, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(server))) {
      socket.setSoTimeout(20_000);
      String request =
          line + " HTTP/1.1\r\nHost: " + host + "\r\nApi-Key: key\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void pinelinkReachesEverythingOnOnePort(Protocol protocol) {
    EmbeddedPinecone server = start(local());
    try (Pinelink client = server.clientBuilder().protocols(protocol, Protocol.REST).build()) {
      Index docs = Indexes.create(client, "docs", Metric.COSINE);
      Index other = Indexes.create(client, "other", Metric.COSINE);
      Indexes.fill(docs);

      assertThat(docs.route().authority()).isEqualTo("docs.localhost:" + port(server));
      assertThat(other.route().port()).isEqualTo(port(server));
      assertThat(docs.query(QueryRequest.builder().vector(1, 0).topK(2).build()).matches())
          .extracting(Match::id)
          .containsExactly("east", "northeast");
      assertThat(other.fetch(FetchRequest.byIds("east")).vectors()).isEmpty();
    }
    assertThat(server.address(Listener.LOCAL_DATA)).isEqualTo(server.address(Listener.CONTROL));
    assertThat(server.requests())
        .filteredOn(request -> request.listener() == Listener.LOCAL_DATA)
        .extracting(RecordedRequest::protocol)
        .containsOnly(protocol);
    assertThat(server.requests())
        .extracting(RecordedRequest::listener)
        .contains(Listener.CONTROL, Listener.LOCAL_DATA);
  }

  @ParameterizedTest
  @CsvSource({
    "GET /describe_index_stats, docs.localhost, 200",
    "GET /describe_index_stats, DOCS.localhost:9, 200",
    "GET /indexes, docs.localhost, 404",
    "GET /indexes, localhost, 200",
    "GET /indexes, localhost:9, 200",
    "GET /indexes, 127.0.0.1, 200",
    "GET /indexes, [::1]:5080, 200",
    "GET /describe_index_stats, localhost, 404",
    "GET /describe_index_stats, docs.evil.example, 403",
  })
  void theHostSelectsThePlane(String line, String host, int status) throws IOException {
    EmbeddedPinecone server = start(local());
    create(server, "docs");

    assertThat(send(server, line, host)).startsWith("HTTP/1.1 " + status + " ");
  }

  @Test
  void aHostThatNamesNoIndexIsNamedInThe404() throws IOException {
    EmbeddedPinecone server = start(local());

    assertThat(send(server, "GET /describe_index_stats", "nope.localhost:5080"))
        .startsWith("HTTP/1.1 404 ")
        .contains("No index at host 'nope.localhost:5080'");
    assertThat(grpcFailure(server, "nope.localhost").getDescription())
        .isEqualTo("No index at host 'nope.localhost'");
    assertThat(grpcFailure(server, "localhost:5080").getDescription())
        .isEqualTo("No index at host 'localhost:5080'");
    assertThat(grpcFailure(server, "localhost:5080").getCode()).isEqualTo(Status.Code.NOT_FOUND);
  }

  private static Status grpcFailure(EmbeddedPinecone server, String host) {
    ManagedChannel channel = channel(server, host);
    try {
      VectorServiceGrpc.newBlockingStub(channel)
          .withInterceptors(TestClients.key("key"))
          .withDeadlineAfter(20, TimeUnit.SECONDS)
          .describeIndexStats(DescribeIndexStatsRequest.getDefaultInstance());
      throw new AssertionError("it was served");
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    } finally {
      channel.shutdownNow();
    }
  }

  private static ManagedChannel channel(EmbeddedPinecone server, String host) {
    return NettyChannelBuilder.forAddress(server.address(Listener.CONTROL))
        .overrideAuthority(host)
        .usePlaintext()
        .build();
  }

  @Test
  void theOfficialClientReachesEverythingOnOnePort() {
    EmbeddedPinecone server = start(local());
    Pinecone pinecone = OfficialClients.of(server);
    String name = OfficialClients.unique(server, "oneport");
    pinecone.createServerlessIndex(name, "cosine", 2, "aws", "us-east-1", "disabled", null);
    assertThat(pinecone.describeIndex(name).getHost())
        .isEqualTo(name + ".localhost:" + port(server));

    // The JDK may not resolve the name, so that the channel dials the port under the name.
    PineconeConfig config = new PineconeConfig("any key");
    config.setTLSEnabled(false);
    config.setHost(name + ".localhost:" + port(server));
    config.setCustomManagedChannel(channel(server, name + ".localhost:" + port(server)));
    PineconeConnection connection = new PineconeConnection(config);
    try (io.pinecone.clients.Index index =
        new io.pinecone.clients.Index(config, connection, name)) {
      index.upsert("east", List.of(1f, 0f), "ns");
      assertThat(index.fetch(List.of("east"), "ns").getVectorsMap()).containsOnlyKeys("east");
    }
  }

  @Test
  void aDeletedIndexLeavesItsName() throws IOException {
    EmbeddedPinecone server = start(local());
    create(server, "docs");
    try (Pinelink client = server.clientBuilder().build()) {
      Index docs = client.index("docs");
      docs.describeIndexStats();
      client.controlPlane().deleteIndex("docs");

      assertThatThrownBy(docs::describeIndexStats).isInstanceOf(NotFoundException.class);
    }
  }

  @Test
  void projectsShareNamesAndTheKeySelectsTheProject() {
    EmbeddedPinecone server = start(local());
    EmbeddedProject second = server.addProject("b2c345d");
    try (Pinelink one = server.clientBuilder().build();
        Pinelink two = second.clientBuilder().build()) {
      Indexes.fill(Indexes.create(one, "docs", Metric.COSINE));
      Index docsOfTwo = Indexes.create(two, "docs", Metric.COSINE);

      assertThat(docsOfTwo.fetch(FetchRequest.byIds("east")).vectors()).isEmpty();
      assertThat(one.index("docs").fetch(FetchRequest.byIds("east")).vectors()).hasSize(1);
    }
  }

  @Test
  void anAddressIsAdvertisedFromTheStart() throws IOException {
    EmbeddedPinecone server = start(local().advertise("http://pinecone.test:15080"));

    assertThat(create(server, "docs")).isEqualTo("http://docs.pinecone.test:15080");
    assertThat(send(server, "GET /describe_index_stats", "docs.pinecone.test:15080"))
        .startsWith("HTTP/1.1 200 ");
    assertThat(send(server, "GET /describe_index_stats", "docs.localhost"))
        .startsWith("HTTP/1.1 200 ");
    assertThat(send(server, "GET /indexes", "pinecone.test:15080")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void anAddressCanBeAdvertisedAfterTheStart() throws IOException {
    EmbeddedPinecone server = start(local());
    assertThat(create(server, "docs")).isEqualTo("docs.localhost:" + port(server));

    server.advertise("mapped.test:32768");
    assertThat(hostOf(server, "docs")).isEqualTo("docs.mapped.test:32768");
    assertThat(create(server, "new")).isEqualTo("new.mapped.test:32768");
    assertThat(send(server, "GET /indexes", "mapped.test:32768"))
        .contains("\"docs.mapped.test:32768\"", "\"new.mapped.test:32768\"");

    server.advertise("other.test");
    server.reset();
    assertThat(create(server, "docs")).isEqualTo("docs.other.test:" + port(server));
    assertThat(send(server, "GET /describe_index_stats", "docs.mapped.test"))
        .startsWith("HTTP/1.1 200 ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> server.advertise("10.0.0.1:32768"))
        .withMessageStartingWith("address is '10.0.0.1:32768'");
  }

  @Test
  void withAPortPerIndexTheHostCanBeAdvertised() {
    EmbeddedPinecone server = start(EmbeddedPinecone.builder().localMode().advertise("pinecone"));

    assertThat(create(server, "docs")).matches("pinecone:[0-9]+");
    server.advertise("127.0.0.1");
    assertThat(hostOf(server, "docs")).matches("127\\.0\\.0\\.1:[0-9]+");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> server.advertise("localhost:15080"))
        .withMessageContaining("each index has a port of its own");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void overTlsNamesOfAnAdvertisedHostHaveCertificates(Protocol protocol) {
    EmbeddedPinecone server = start(EmbeddedPinecone.builder().onePort());
    assertThat(create(server, "docs")).isEqualTo("docs-a1b234c.svc.aped-4627-b74a.pinecone.io");
    assertThat(server.address(Listener.PUBLIC_DATA)).isEqualTo(server.address(Listener.CONTROL));

    server.advertise("https://localhost:" + port(server));
    try (Pinelink client = server.clientBuilder().protocols(protocol, Protocol.REST).build()) {
      Index docs = client.index("docs");
      assertThat(docs.route().authority()).isEqualTo("docs.localhost:" + port(server));
      Indexes.fill(docs);
      assertThat(docs.fetch(FetchRequest.byIds("east")).vectors()).hasSize(1);
      assertThat(client.indexAt("docs-a1b234c.svc.aped-4627-b74a.pinecone.io").describeIndexStats())
          .isNotNull();
    }
    assertThat(server.requests())
        .extracting(RecordedRequest::authority)
        .contains("docs.localhost:" + port(server));
  }

  @Test
  void restrictedProjectsRefuseEveryPublicName() {
    EmbeddedPinecone server = start(EmbeddedPinecone.builder().onePort());
    create(server, "docs");
    server.project().restrictToPrivateEndpoints(true);
    try (TestClients clients = new TestClients(server)) {
      assertThat(
              clients
                  .http(
                      Listener.PUBLIC_DATA,
                      "docs.localhost",
                      "GET",
                      "/describe_index_stats",
                      "pcsk_embedded",
                      "")
                  .status())
          .isEqualTo(401);
    }
  }

  @Test
  void fixedPortsOfIndexesAreFilledFromTheLowest() throws IOException {
    int only;
    try (EmbeddedPinecone free = EmbeddedPinecone.builder().localMode().start()) {
      only = port(free);
    }
    EmbeddedPinecone server = start(EmbeddedPinecone.builder().localMode().indexPorts(only, only));

    assertThat(create(server, "docs")).isEqualTo("localhost:" + only);
    assertThatThrownBy(() -> create(server, "more"))
        .hasMessageContaining("No free port from " + only + " to " + only);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmbeddedPinecone.builder().indexPorts(5, 4));
  }

  @Test
  void onTheWildcardAddressContainersCanUseTheirNames() throws IOException {
    EmbeddedPinecone server =
        start(
            EmbeddedPinecone.builder()
                .localMode()
                .listenAt(Listener.CONTROL, new InetSocketAddress("0.0.0.0", 0)));
    create(server, "docs");

    for (String host : Set.of("pinecone:5080", "192.168.0.1", "[fd00::1]:80", "localhost")) {
      assertThat(send(server, "GET /indexes", host)).startsWith("HTTP/1.1 200 ");
    }
    assertThat(send(server, "GET /indexes", "evil.example")).startsWith("HTTP/1.1 403 ");
    assertThat(send(server, "GET /indexes HTTP/1.1\r\nOrigin: http://192.0.2.1\r\nX: x", "a"))
        .startsWith("HTTP/1.1 403 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.255.255.1", "192.0.2.1"})
  void localModeListensOnNoOtherAddress(String address) {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                EmbeddedPinecone.builder()
                    .localMode()
                    .listenAt(Listener.CONTROL, new InetSocketAddress(address, 0))
                    .start())
        .withMessage("Local mode listens only on a loopback or wildcard address");
  }
}
