package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinecone.clients.Pinecone;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Match;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.routing.Route;
import io.pinelink.testsupport.Indexes;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openapitools.db_control.client.model.IndexModel;

/** Tests local mode: plaintext, with one port per index. */
class LocalModeIT {
  private final EmbeddedPinecone server = EmbeddedPinecone.builder().localMode().start();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void pinelinkReadsAndWrites(Protocol protocol) {
    // The control plane supports only REST.
    try (Pinelink client = server.clientBuilder().protocols(protocol, Protocol.REST).build()) {
      Index docs = Indexes.create(client, "docs", Metric.COSINE);
      Index other = Indexes.create(client, "other", Metric.COSINE);

      Indexes.fill(docs);

      assertThat(docs.route().kind()).isEqualTo(Route.Kind.LOCAL);
      assertThat(docs.query(QueryRequest.builder().vector(1, 0).topK(2).build()).matches())
          .extracting(Match::id)
          .containsExactly("east", "northeast");
      assertThat(other.fetch(FetchRequest.byIds("east")).vectors()).isEmpty();
    }
    assertThat(server.requests())
        .extracting(RecordedRequest::listener)
        .containsOnly(Listener.CONTROL, Listener.LOCAL_DATA);
    assertThat(server.requests())
        .filteredOn(r -> r.listener() == Listener.LOCAL_DATA)
        .extracting(RecordedRequest::protocol)
        .containsOnly(protocol);
  }

  @Test
  void theOfficialClientReadsAndWrites() {
    String name = OfficialClients.unique(server, "official");
    Pinecone pinecone = OfficialClients.of(server);

    IndexModel made =
        pinecone.createServerlessIndex(name, "cosine", 2, "aws", "us-east-1", "disabled", null);
    assertThat(made.getHost()).startsWith("localhost:");
    try (io.pinecone.clients.Index index = pinecone.getIndexConnection(name)) {
      index.upsert("east", List.of(1f, 0f), "ns");
      index.upsert("north", List.of(0f, 1f), "ns");

      assertThat(
              index
                  .query(1, List.of(1f, 0.1f), null, null, null, "ns", null, true, true)
                  .getMatchesList())
          .extracting(match -> match.getId())
          .containsExactly("east");
      assertThat(index.fetch(List.of("north"), "ns").getVectorsMap()).containsOnlyKeys("north");
      assertThat(index.describeNamespace("ns").getRecordCount()).isEqualTo(2);
      assertThat(index.listNamespaces().getNamespacesList())
          .extracting(namespace -> namespace.getName())
          .containsExactly("__default__", "ns");
      index.deleteByIds(List.of("north"), "ns");
      assertThat(index.describeIndexStats().getTotalVectorCount()).isEqualTo(1);
    }
    pinecone.deleteIndex(name);
    assertThat(pinecone.listIndexes().getIndexes()).isEmpty();
  }

  @Test
  void fixedPortsAreFilledFromTheLowest() throws IOException {
    int controlPort = freePort();
    try (EmbeddedPinecone fixed = EmbeddedPinecone.builder().localMode(controlPort).start();
        Pinelink client = fixed.clientBuilder().build()) {
      assertThat(fixed.address(Listener.CONTROL).getPort()).isEqualTo(controlPort);
      int first = Indexes.create(client, "first", Metric.COSINE).route().port();
      int second = Indexes.create(client, "second", Metric.COSINE).route().port();
      assertThat(first).isBetween(controlPort + 1, controlPort + 100);
      assertThat(second).isGreaterThan(first);
    }
  }

  @Test
  void anOccupiedControlPortIsReportedAtTheStart() {
    int taken = server.address(Listener.CONTROL).getPort();

    assertThatThrownBy(() -> EmbeddedPinecone.builder().localMode(taken).start())
        .hasMessageContaining("Cannot listen on port " + taken);
  }

  @Test
  void keysAreCheckedIfTheyAreGiven() {
    try (EmbeddedPinecone strict =
            EmbeddedPinecone.builder().localMode().apiKeys(Set.of("right")).start();
        Pinelink wrong = strict.clientBuilder().apiKey("wrong").build();
        Pinelink right = strict.clientBuilder().build()) {
      assertThatThrownBy(() -> wrong.controlPlane().listIndexes())
          .isInstanceOf(UnauthenticatedException.class);
      assertThat(right.controlPlane().listIndexes().items()).isEmpty();
    }
  }

  @Test
  void localModeHasNoTlsSettings() {
    assertThatThrownBy(server::authority).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> server.address(Listener.PUBLIC_DATA))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EmbeddedPinecone.builder().localMode(65_436))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return Math.min(socket.getLocalPort(), 65_435);
    }
  }
}
