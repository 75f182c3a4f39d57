package io.pinelink.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.Match;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.SparseValues;
import io.pinelink.model.StatsRequest;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.testsupport.Indexes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the differences of the data plane between pod and serverless indexes. */
class PodIndexesIT {
  private static final IndexSpec PODS = IndexSpec.pod("us-east1-gcp", "p1.x1");
  private static final SparseValues UNSORTED =
      SparseValues.of(new int[] {7, -1, 3}, new float[] {0.5f, 1, 2});
  private static final SparseValues SORTED =
      SparseValues.of(new int[] {3, 7, -1}, new float[] {2, 0.5f, 1});

  private final EmbeddedPinecone server = EmbeddedPinecone.start();
  // The control plane supports only REST, so over gRPC this is the second request.
  private final Map<Protocol, Pinelink> clients =
      Map.of(
          Protocol.GRPC,
          server.clientBuilder().protocols(Protocol.GRPC, Protocol.REST).build(),
          Protocol.REST,
          server.clientBuilder().protocols(Protocol.REST).build());

  @AfterEach
  void stop() {
    clients.values().forEach(Pinelink::close);
    server.close();
  }

  private Index create(Protocol protocol, IndexSpec spec) {
    Pinelink client = requireNonNull(clients.get(protocol));
    client
        .controlPlane()
        .createIndex(
            CreateIndexRequest.builder("docs", spec)
                .dimension(2)
                .metric(Metric.DOT_PRODUCT)
                .build());
    return client.index("docs");
  }

  private static Vector vector(String id, SparseValues sparse, Metadata metadata) {
    return Vector.builder(id).values(1, 2).sparseValues(sparse).metadata(metadata).build();
  }

  private static SparseValues fetched(Index index, String id) {
    return requireNonNull(index.fetch(FetchRequest.byIds(id)).vectors().get(id))
        .sparseValues()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void podsKeepTheOrderOfSparseValues(Protocol protocol) {
    Index index = create(protocol, PODS);

    index.upsert(
        List.of(
            vector("written", UNSORTED, Metadata.empty()),
            vector("updated", SORTED, Metadata.empty())));
    index.update(UpdateRequest.builder("updated").sparseValues(UNSORTED).build());

    assertThat(fetched(index, "written")).isEqualTo(UNSORTED);
    assertThat(fetched(index, "updated")).isEqualTo(UNSORTED);
    Match found =
        index
            .query(
                QueryRequest.builder()
                    .vector(1, 0)
                    .sparseVector(UNSORTED)
                    .topK(1)
                    .includeValues()
                    .build())
            .matches()
            .get(0);
    assertThat(found.vector().sparseValues()).contains(UNSORTED);
    assertThat(found.score()).isEqualTo(1 + 5.25f);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aServerlessIndexSortsSparseValuesByIndex(Protocol protocol) {
    Index index = create(protocol, Indexes.REGION);

    index.upsert(
        List.of(
            vector("written", UNSORTED, Metadata.empty()),
            vector("updated", SORTED, Metadata.empty())));
    index.update(UpdateRequest.builder("updated").sparseValues(UNSORTED).build());

    assertThat(fetched(index, "written")).isEqualTo(SORTED);
    assertThat(fetched(index, "updated")).isEqualTo(SORTED);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void podsCountByFilter(Protocol protocol) {
    Index index = create(protocol, PODS);
    Metadata red = Metadata.builder().put("colour", "red").build();
    index.upsert(
        List.of(
            vector("a", SORTED, red),
            vector("b", SORTED, red),
            vector("c", SORTED, Metadata.empty())));
    index.namespace("other").upsert(List.of(vector("d", SORTED, Metadata.empty())));

    IndexStats stats = index.describeIndexStats(StatsRequest.matching(Filter.eq("colour", "red")));

    assertThat(stats.namespaces()).isEqualTo(Map.of("", 2L, "other", 0L));
    assertThat(stats.totalVectorCount()).isEqualTo(4);
    assertThat(index.describeIndexStats(StatsRequest.all()).namespaces())
        .isEqualTo(Map.of("", 3L, "other", 1L));
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aServerlessIndexRefusesToCountByFilter(Protocol protocol) {
    Index index = create(protocol, Indexes.REGION);
    StatsRequest red = StatsRequest.matching(Filter.eq("colour", "red"));

    assertThatThrownBy(() -> index.describeIndexStats(red))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void podsListNeitherIdsNorNamespaces(Protocol protocol) {
    Index pods = create(protocol, PODS);

    assertThatThrownBy(() -> pods.listIds(ListIdsRequest.withPrefix("")))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("Pod indexes do not support");
    assertThatThrownBy(() -> pods.namespaces().list())
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("Pod indexes do not support");
  }
}
