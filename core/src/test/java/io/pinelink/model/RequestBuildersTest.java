package io.pinelink.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.namespaces.CreateNamespaceRequest;
import io.pinelink.namespaces.QueryNamespacesRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A builder refuses a request that an absent value would widen or make ambiguous. */
class RequestBuildersTest {
  private static final Filter FILTER = Filter.eq("lang", "et");
  private static final SparseValues SPARSE = SparseValues.of(new int[] {3}, new float[] {9.5f});

  @Test
  void aFactoryReturnsTheSameQueryAsTheBuilder() {
    assertThat(QueryRequest.builder().vector(1, 2).build()).isEqualTo(QueryRequest.nearest(1, 2));
    assertThat(QueryRequest.builder().sparseVector(SPARSE).build())
        .isEqualTo(QueryRequest.nearest(SPARSE));
    assertThat(QueryRequest.builder().vector(1).sparseVector(SPARSE).build())
        .isEqualTo(QueryRequest.nearest(new float[] {1}, SPARSE));
    assertThat(QueryRequest.builder().id("a").build()).isEqualTo(QueryRequest.nearestTo("a"));
  }

  @Test
  void aQueryWithoutVectorAndIdIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QueryRequest.builder().topK(5).build())
        .withMessage(
            "query has neither a vector nor an id, expected one of these: vector and sparseVector,"
                + " or id");
  }

  @Test
  void aQueryWithVectorAndIdIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QueryRequest.nearest(1, 2).toBuilder().id("a").build())
        .withMessageStartingWith("query has both a vector and the id 'a'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QueryRequest.builder().sparseVector(SPARSE).id("a").build())
        .withMessageStartingWith("query has both a vector and the id 'a'");
  }

  @Test
  void aQueryOfNamespacesKeepsItsSettingsInACopy() {
    QueryNamespacesRequest request =
        QueryNamespacesRequest.builder(List.of("a", "b"), QueryRequest.nearest(1))
            .metric(Metric.COSINE)
            .concurrency(3)
            .build();

    QueryNamespacesRequest copy = request.toBuilder().build();

    assertThat(copy.namespaces()).containsExactly("a", "b");
    assertThat(copy.query()).isEqualTo(request.query());
    assertThat(copy.metric()).contains(Metric.COSINE);
    assertThat(copy.concurrency()).isEqualTo(3);
    assertThat(QueryNamespacesRequest.of(List.of("a"), request.query()).metric()).isEmpty();
  }

  @Test
  void aFetchWithoutIdsIsRefused() {
    VectorBuffer buffer = VectorBuffer.allocate(2);
    FetchRequest request = FetchRequest.builder().ids("a", "b").valuesInto(buffer).build();

    assertThat(request.ids()).containsExactly("a", "b");
    assertThat(request.toBuilder().build()).isEqualTo(request);
    assertThat(FetchRequest.builder().ids(List.of("a")).build()).isEqualTo(FetchRequest.byIds("a"));
    assertThatIllegalArgumentException().isThrownBy(() -> FetchRequest.builder().build());
  }

  @Test
  void aDeleteHasExactlyOneOfIdsFilterAndAll() {
    assertThat(DeleteRequest.builder().ids("a", "b").build())
        .isEqualTo(DeleteRequest.byIds("a", "b"));
    assertThat(DeleteRequest.builder().filter(FILTER).build())
        .isEqualTo(DeleteRequest.matching(FILTER));
    assertThat(DeleteRequest.builder().all().build()).isEqualTo(DeleteRequest.all());
    for (DeleteRequest each :
        List.of(DeleteRequest.byIds("a"), DeleteRequest.matching(FILTER), DeleteRequest.all())) {
      assertThat(each.toBuilder().build()).isEqualTo(each);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeleteRequest.builder().build())
        .withMessage("delete has 0 of ids, filter and all, expected exactly one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeleteRequest.byIds("a").toBuilder().filter(FILTER).build())
        .withMessage("delete has 2 of ids, filter and all, expected exactly one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeleteRequest.builder().filter(FILTER).all().build())
        .withMessage("delete has 2 of ids, filter and all, expected exactly one");
  }

  @Test
  void anUpsertWithoutVectorsIsRefused() {
    Vector vector = Vector.of("a", new float[] {1});
    UpsertRequest request = UpsertRequest.builder().vectors(vector).build();

    assertThat(request).isEqualTo(UpsertRequest.of(vector));
    assertThat(request).isEqualTo(UpsertRequest.of(List.of(vector)));
    assertThat(request.toBuilder().build()).isEqualTo(request);
    assertThatIllegalArgumentException().isThrownBy(() -> UpsertRequest.builder().build());
  }

  @Test
  void aCopyOfAnUpdateKeepsItsTarget() {
    Metadata metadata = Metadata.of("lang", "et");
    for (UpdateRequest each :
        List.of(
            UpdateRequest.builder("a").values(1).sparseValues(SPARSE).metadata(metadata).build(),
            UpdateRequest.matching(FILTER, metadata),
            UpdateRequest.dryRun(FILTER))) {
      assertThat(each.toBuilder().build()).isEqualTo(each).hasSameHashCodeAs(each);
    }
  }

  @Test
  void anUpdateByFilterChangesMetadataOnly() {
    UpdateRequest byFilter = UpdateRequest.matching(FILTER, Metadata.of("lang", "et"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> byFilter.toBuilder().values(1, 2).build())
        .withMessageStartingWith("update by filter changes values, expected metadata");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> byFilter.toBuilder().sparseValues(SPARSE).build())
        .withMessageStartingWith("update by filter changes values, expected metadata");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                UpdateRequest.dryRun(FILTER).toBuilder()
                    .metadata(Metadata.of("lang", "et"))
                    .build())
        .withMessage("dry run has changes, expected none: it only counts vectors");
  }

  @Test
  void aNamespaceHasASchemaOnlyIfOneIsSet() {
    MetadataSchema schema = MetadataSchema.of("lang");
    CreateNamespaceRequest request = CreateNamespaceRequest.builder("n").schema(schema).build();

    assertThat(request.schema()).contains(schema);
    assertThat(request.toBuilder().build()).isEqualTo(request);
    assertThat(CreateNamespaceRequest.builder("n").build())
        .isEqualTo(CreateNamespaceRequest.named("n"));
  }
}
