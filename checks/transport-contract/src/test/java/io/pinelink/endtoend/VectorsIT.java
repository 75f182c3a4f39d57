package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.Match;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.SparseValues;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.testsupport.Indexes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the vector operations over the private route and real TLS. */
class VectorsIT {
  private static EmbeddedPinecone server;
  private static Pinelink client;
  private static int made;
  private Index index;

  @BeforeAll
  static void start() {
    server = EmbeddedPinecone.start();
    client = server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @BeforeEach
  void create() {
    index = Indexes.create(client, "docs-" + made++, Metric.COSINE);
    Indexes.fill(index);
  }

  @Test
  void upsertedVectorsAreFetchedUnchanged() {
    Vector vector =
        Vector.of(
            "all",
            new float[] {Float.MIN_VALUE, -Float.MAX_VALUE},
            Metadata.builder()
                .put("text", "ä€😀")
                .put("number", -0.5)
                .put("flag", true)
                .put("list", List.of("a", "b"))
                .build());

    UpsertResponse written = index.upsert(List.of(vector));

    assertThat(written.upsertedCount()).isEqualTo(1);
    assertThat(index.fetch(FetchRequest.byIds("all", "missing")).vectors())
        .isEqualTo(Map.of("all", vector));
  }

  @Test
  void aQueryFindsTheNearestFirst() {
    QueryResponse found = index.query(QueryRequest.builder().vector(1, 0.1f).topK(2).build());

    assertThat(found.matches()).extracting(Match::id).containsExactly("east", "northeast");
    assertThat(found.matches().get(0).score())
        .isGreaterThan(found.matches().get(1).score())
        .isBetween(0.99f, 1f);
    assertThat(found.matches().get(0).vector().dimension()).isZero();
    assertThat(found.matches().get(0).metadata().isEmpty()).isTrue();
    assertThat(found.readUnits()).hasValue(1);
  }

  @Test
  void aQueryByIdUsesTheStoredVector() {
    QueryResponse found =
        index.query(
            QueryRequest.builder().id("north").topK(2).includeValues().includeMetadata().build());

    assertThat(found.matches()).extracting(Match::id).containsExactly("north", "northeast");
    assertThat(found.matches().get(0).vector().values()).containsExactly(0, 1);
    assertThat(found.matches().get(0).metadata().number("rank")).hasValue(2);
  }

  @Test
  void aFilterNarrowsAQuery() {
    Filter filter =
        Filter.ne("kind", "between")
            .and(Filter.gte("rank", 2).or(Filter.in("tags", "nowhere")))
            .and(Filter.exists("rank"));

    assertThat(index.query(QueryRequest.builder().vector(1, 0).filter(filter).build()).matches())
        .extracting(Match::id)
        .containsExactly("north");
  }

  @Test
  void anUpdateMergesMetadataAndKeepsTheRest() {
    index.update(UpdateRequest.builder("east").metadata(Metadata.of("kind", "sunrise")).build());
    index.update(UpdateRequest.builder("north").values(0, 2).build());

    assertThat(stored("east").metadata().asMap())
        .containsEntry("kind", "sunrise")
        .containsEntry("rank", 1d);
    assertThat(stored("east").values()).containsExactly(1, 0);
    assertThat(stored("north").values()).containsExactly(0, 2);
    assertThat(stored("north").metadata().string("kind")).contains("compass");
  }

  private Vector stored(String id) {
    return Objects.requireNonNull(index.fetch(FetchRequest.byIds(id)).vectors().get(id));
  }

  @Test
  void vectorsAreDeletedByIdByFilterAndAll() {
    index.delete(DeleteRequest.byIds("east", "missing"));
    assertThat(index.listAllIds()).containsExactly("north", "northeast");

    index.delete(DeleteRequest.matching(Filter.eq("kind", "between")));
    assertThat(index.listAllIds()).containsExactly("north");

    index.delete(DeleteRequest.all());
    assertThat(index.listAllIds()).isEmpty();
  }

  @Test
  void idsAreListedInPagesAndInFull() {
    index
        .namespace("many")
        .upsert(
            IntStream.range(0, 250)
                .mapToObj(i -> Vector.of(String.format("v-%03d", i), new float[] {1, i + 1}))
                .toList());

    ListIdsResponse first =
        index.namespace("many").listIds(ListIdsRequest.builder().prefix("v-0").limit(60).build());

    assertThat(first.items()).hasSize(60).startsWith("v-000");
    assertThat(first.nextToken()).isPresent();
    List<String> ids = new ArrayList<>();
    index.namespace("many").listAllIds(ListIdsRequest.withPrefix("v-0")).forEach(ids::add);
    assertThat(ids).hasSize(100).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void statsCountByNamespace() {
    index.namespace("en").upsert(List.of(Vector.of("x", new float[] {1, 2})));

    IndexStats stats = index.describeIndexStats();

    assertThat(stats.totalVectorCount()).isEqualTo(4);
    assertThat(stats.namespaces()).containsEntry("en", 1L).containsValue(3L).hasSize(2);
    assertThat(stats.dimension()).hasValue(2);
    assertThat(stats.metric()).contains(Metric.COSINE);
  }

  @Test
  void aReadReportsThatItSawAWrite() {
    OptionalLong written =
        index.upsert(List.of(Vector.of("x", new float[] {1, 2}))).info().writeLsn();
    OptionalLong read = index.query(QueryRequest.nearest(1, 0)).info().readLsn();

    assertThat(written).isPresent();
    assertThat(read.orElseThrow()).isGreaterThanOrEqualTo(written.orElseThrow());
  }

  @Test
  void aSparseIndexAcceptsUnsignedPositions() {
    client
        .controlPlane()
        .createIndex(CreateIndexRequest.sparse("sparse-" + made++, Indexes.REGION));
    Index sparse = client.index("sparse-" + (made - 1));
    SparseValues high = SparseValues.of(new long[] {1, 4_294_967_295L}, new float[] {1, 2});
    sparse.upsert(List.of(Vector.builder("high").sparseValues(high).build()));

    QueryResponse found =
        sparse.query(
            QueryRequest.builder()
                .sparseVector(SparseValues.of(new long[] {4_294_967_295L}, new float[] {3}))
                .includeValues()
                .build());

    assertThat(found.matches())
        .singleElement()
        .satisfies(
            match -> {
              assertThat(match.score()).isEqualTo(6);
              assertThat(match.vector().sparseValues()).contains(high);
            });
  }

  @Test
  void aHybridQueryAddsDenseAndSparseProducts() {
    Index hybrid = Indexes.create(client, "hybrid-" + made++, Metric.DOT_PRODUCT);
    SparseValues sparse = SparseValues.of(new int[] {7}, new float[] {2});
    hybrid.upsert(List.of(Vector.builder("both").values(1, 2).sparseValues(sparse).build()));

    assertThat(
            hybrid.query(QueryRequest.nearest(new float[] {1, 1}, sparse)).matches().get(0).score())
        .isEqualTo(1 + 2 + 4);
  }

  @Test
  void theAsyncViewReturnsTheSame() {
    assertThat(
            index
                .async()
                .upsert(List.of(Vector.of("x", new float[] {1, 5})))
                .thenCompose(done -> index.async().fetch(FetchRequest.byIds("x")))
                .join()
                .vectors())
        .containsKey("x");
  }
}
