package io.pinelink.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.pinecone.clients.Index;
import io.pinecone.configs.PineconeConfig;
import io.pinecone.configs.PineconeConnection;
import io.pinecone.exceptions.PineconeException;
import io.pinecone.proto.DescribeIndexStatsResponse;
import io.pinecone.proto.FetchResponse;
import io.pinecone.proto.ListItem;
import io.pinecone.proto.ListResponse;
import io.pinecone.unsigned_indices_model.QueryResponseWithUnsignedIndices;
import io.pinelink.Pinelink;
import io.pinelink.model.Metric;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.testsupport.Indexes;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that the official Java client works with the embedded server as with the service. */
class OfficialClientIT {
  private static final String HOST = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";

  private EmbeddedPinecone server;
  private ManagedChannel channel;
  private PineconeConnection connection;
  private Index index;

  /** Returns the settings of the server. */
  LocalServerBuilder settings() {
    return LocalServer.builder(EmbeddedPinecone.builder());
  }

  /** Starts the server again after its data is written, if the tests are to see that. */
  boolean restarts() {
    return false;
  }

  @BeforeEach
  void start() throws SSLException {
    server = settings().start().pinecone();
    try (Pinelink client = server.clientBuilder().build()) {
      Indexes.create(client, "docs", Metric.COSINE);
    }
    connect();
    index.upsert("east", List.of(1f, 0f), null, null, metadata("kind", "compass"), "ns");
    index.upsert("north", List.of(0f, 1f), "ns");
    index.upsert("northeast", List.of(1f, 1f), "ns");
    if (restarts()) {
      stop();
      server = settings().start().pinecone();
      connect();
    }
  }

  private void connect() throws SSLException {
    channel =
        NettyChannelBuilder.forAddress(server.address(Listener.PUBLIC_DATA))
            .overrideAuthority(HOST)
            .sslContext(
                GrpcSslContexts.forClient().trustManager(server.authority().certificate()).build())
            .build();
    PineconeConfig config = new PineconeConfig(EmbeddedPinecone.API_KEY);
    config.setHost(HOST);
    config.setCustomManagedChannel(channel);
    connection = new PineconeConnection(config, "docs");
    index = new Index(config, connection, "docs");
  }

  @AfterEach
  void stop() {
    connection.close();
    channel.shutdownNow();
    server.close();
  }

  private static Struct metadata(String key, String value) {
    return Struct.newBuilder()
        .putFields(key, Value.newBuilder().setStringValue(value).build())
        .build();
  }

  @Test
  void vectorsAreUpsertedAndFetched() {
    FetchResponse fetched = index.fetch(List.of("east", "missing"), "ns");

    assertThat(fetched.getVectorsMap()).containsOnlyKeys("east");
    assertThat(fetched.getVectorsOrThrow("east").getValuesList()).containsExactly(1f, 0f);
    assertThat(fetched.getVectorsOrThrow("east").getMetadata())
        .isEqualTo(metadata("kind", "compass"));
    assertThat(fetched.getUsage().getReadUnits()).isEqualTo(1);
  }

  @Test
  void queriesRunByVectorAndById() {
    QueryResponseWithUnsignedIndices found =
        index.query(2, List.of(1f, 0.1f), null, null, null, "ns", null, true, true);

    assertThat(found.getMatchesList())
        .extracting(match -> match.getId())
        .containsExactly("east", "northeast");
    assertThat(found.getMatches(0).getMetadata()).isEqualTo(metadata("kind", "compass"));
    assertThat(found.getMatches(0).getValuesList()).containsExactly(1f, 0f);
    assertThat(index.queryByVectorId(1, "north", "ns").getMatches(0).getId()).isEqualTo("north");
  }

  @Test
  void vectorsAreUpdated() {
    index.update("east", null, metadata("kind", "sunrise"), "ns", null, null);
    index.update("north", List.of(0f, 2f), "ns");

    FetchResponse fetched = index.fetch(List.of("east", "north"), "ns");
    assertThat(fetched.getVectorsOrThrow("east").getMetadata())
        .isEqualTo(metadata("kind", "sunrise"));
    assertThat(fetched.getVectorsOrThrow("north").getValuesList()).containsExactly(0f, 2f);
  }

  @Test
  void idsAreListedInPages() {
    ListResponse first = index.list("ns", "north", 1);
    assertThat(first.getVectorsList()).extracting(ListItem::getId).containsExactly("north");

    ListResponse second = index.list("ns", "north", first.getPagination().getNext(), 1);
    assertThat(second.getVectorsList()).extracting(ListItem::getId).containsExactly("northeast");
    assertThat(second.hasPagination()).isFalse();
  }

  @Test
  void statsAreDescribed() {
    DescribeIndexStatsResponse stats = index.describeIndexStats();

    assertThat(stats.getTotalVectorCount()).isEqualTo(3);
    assertThat(stats.getNamespacesOrThrow("ns").getVectorCount()).isEqualTo(3);
    assertThat(stats.getDimension()).isEqualTo(2);
  }

  @Test
  void vectorsAreDeleted() {
    index.deleteByIds(List.of("east"), "ns");
    index.deleteByFilter(
        Struct.newBuilder()
            .putFields("kind", Value.newBuilder().setStringValue("compass").build())
            .build(),
        "ns");
    assertThat(index.describeIndexStats().getTotalVectorCount()).isEqualTo(2);

    index.deleteAll("ns");
    assertThat(index.describeIndexStats().getTotalVectorCount()).isZero();
  }

  @Test
  void metadataOperationsAndNamespacesWork() {
    Struct compass = metadata("kind", "compass");
    assertThat(index.updateByMetadata(compass, metadata("seen", "yes"), "ns").getMatchedRecords())
        .isEqualTo(1);
    assertThat(index.fetchByMetadata("ns", metadata("seen", "yes"), 5, null).getVectorsMap())
        .containsOnlyKeys("east");

    assertThat(index.createNamespace("made").getRecordCount()).isZero();
    assertThat(index.listNamespaces("ma", null, 10).getTotalCount()).isEqualTo(1);
    index.deleteNamespace("made");
    assertThat(index.listNamespaces("ma", null, 10).getNamespacesList()).isEmpty();
  }

  @Test
  void refusalsAreExceptionsOfTheOfficialClient() {
    assertThatThrownBy(() -> index.upsert("long", List.of(1f, 2f, 3f), "ns"))
        .isInstanceOfAny(PineconeException.class, io.grpc.StatusRuntimeException.class)
        .hasMessageContaining("Vector dimension 3 does not match the dimension of the index 2");
  }
}
