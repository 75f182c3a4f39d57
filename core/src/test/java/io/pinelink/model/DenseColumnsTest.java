package io.pinelink.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.internal.response.VectorResponses;
import io.pinelink.namespaces.QueryNamespacesRequest;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class DenseColumnsTest {
  private static final SparseValues SPARSE = SparseValues.of(new int[] {3}, new float[] {9.5f});
  private static final Metadata METADATA = Metadata.builder().put("lang", "et").build();

  private final VectorBuffer buffer = VectorBuffer.allocate(0);
  private final DenseColumns.Builder builder = new DenseColumns.Builder(buffer, 3, 100);
  private final Vector first = row("a", 1, 2);
  private final Vector sparseOnly = builder.vector("b", 0, SPARSE, METADATA);
  private final Vector last = row("c", 3, Float.NaN, -0f);

  private Vector row(String id, float... values) {
    float[] array = builder.reserve(0, values.length);
    System.arraycopy(values, 0, array, builder.end(), values.length);
    return builder.vector(id, values.length, null, Metadata.empty());
  }

  private DenseColumns build() {
    return builder.ofMatches(
        List.of(
            new VectorResponses.MatchResult(0.5f, first),
            new VectorResponses.MatchResult(Float.NaN, sparseOnly),
            new VectorResponses.MatchResult(-1, last)));
  }

  @Test
  void everyRowHasItsPlaceInTheArray() {
    DenseColumns columns = build();

    assertThat(columns.size()).isEqualTo(3);
    assertThat(columns.ids()).containsExactly("a", "b", "c");
    assertThat(columns.id(2)).isEqualTo("c");
    assertThat(columns.values()).startsWith(1, 2, 3, Float.NaN, -0f);
    assertThat(List.of(columns.length(0), columns.length(1), columns.length(2)))
        .containsExactly(2, 0, 3);
    assertThat(List.of(columns.offset(0), columns.offset(2))).containsExactly(0, 2);
    assertThat(List.of(columns.score(0), columns.score(1), columns.score(2)))
        .containsExactly(0.5, Double.NaN, -1d);
    assertThat(columns).hasToString("DenseColumns[3 rows]");
  }

  @Test
  void aRowIsAVectorLikeAnyOther() {
    Vector plain =
        VectorResponses.vector("c", new float[] {3, Float.NaN, -0f}, null, Metadata.empty());

    assertThat(last).isEqualTo(plain).hasSameHashCodeAs(plain).hasToString(plain.toString());
    assertThat(plain).isEqualTo(last);
    assertThat(last).isNotEqualTo(first).isNotEqualTo(Vector.of("c", new float[] {3, 0, -0f}));
    assertThat(first.toJson()).isEqualTo(Vector.of("a", new float[] {1, 2}).toJson());
    assertThat(last.dimension()).isEqualTo(3);
    assertThat(last.value(2)).isEqualTo(-0f);
    assertThat(last.values()).containsExactly(3, Float.NaN, -0f);
    assertThat(sparseOnly)
        .isEqualTo(VectorResponses.vector("b", new float[0], SPARSE, METADATA))
        .hasSameHashCodeAs(VectorResponses.vector("b", new float[0], SPARSE, METADATA));

    FloatBuffer target = FloatBuffer.allocate(2);
    last.copyTo(target, 1, 2);
    assertThat(target.array()).containsExactly(Float.NaN, -0f);
  }

  @Test
  void denseValuesOfADocumentAreLikeAnyOther() {
    float[] array = builder.reserve(0, 2);
    array[builder.end()] = 8;
    array[builder.end() + 1] = 9;
    DenseValues values = builder.dense(2);
    DenseValues plain = DenseValues.of(8, 9);

    assertThat(values).isEqualTo(plain).hasSameHashCodeAs(plain).hasToString("DenseValues[2]");
    assertThat(plain).isEqualTo(values);
    assertThat(values.size()).isEqualTo(2);
    assertThat(values.value(1)).isEqualTo(9);
    assertThat(values.values()).containsExactly(8, 9);
    FloatBuffer target = FloatBuffer.allocate(1);
    values.copyTo(target, 1, 1);
    assertThat(target.get(0)).isEqualTo(9);
    assertThatThrownBy(() -> values.value(2)).isInstanceOf(IndexOutOfBoundsException.class);

    builder.rows(2);
    builder.add("d", values, 2);
    builder.add("none", null, 1);
    DenseColumns columns = builder.build();
    assertThat(columns.values()[columns.offset(0)]).isEqualTo(8);
    assertThat(columns.length(1)).isZero();
  }

  @Test
  void aRowDoesNotShowTheValuesOfItsNeighbours() {
    assertThatThrownBy(() -> first.value(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> last.value(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> first.copyTo(FloatBuffer.allocate(9), 1, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void valuesAreRefusedAfterTheRelease() {
    DenseColumns columns = build();

    columns.release();

    assertThatThrownBy(columns::values).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> first.value(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the values were released, and their array may belong to another response");
    assertThatThrownBy(first::values).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> first.copyTo(FloatBuffer.allocate(2), 0, 2))
        .isInstanceOf(IllegalStateException.class);
    assertThat(first.id()).isEqualTo("a");
    assertThat(first.dimension()).isEqualTo(2);
    assertThat(sparseOnly.sparseValues()).contains(SPARSE);
    assertThat(columns.ids()).containsExactly("a", "b", "c");
  }

  @Test
  void anUpsertCopiesTheValuesOfARow() {
    UpsertRequest request = UpsertRequest.of(List.of(first));
    build().release();

    assertThat(request.vectors()).containsExactly(Vector.of("a", new float[] {1, 2}));
  }

  @Test
  void anArrayIsAllocatedOnceForAllRows() {
    DenseColumns.Builder rows = new DenseColumns.Builder(VectorBuffer.allocate(0), 3, 1_000);
    float[] array = rows.reserve(0, 50);
    rows.vector("a", 50, null, Metadata.empty());

    assertThat(array).hasSize(150);
    assertThat(rows.reserve(0, 50)).isSameAs(array);
    rows.vector("b", 50, null, Metadata.empty());
    assertThat(rows.reserve(0, 50)).isSameAs(array);
  }

  @Test
  void anArrayIsNoLongerThanTheResponseCanFill() {
    DenseColumns.Builder rows = new DenseColumns.Builder(VectorBuffer.allocate(0), 10_000, 120);

    assertThat(rows.reserve(0, 50)).hasSize(120);
  }

  @Test
  void rowsAreAppendedToTheRowsOfAnotherResponse() {
    DenseColumns columns = build();
    DenseColumns.Builder more = new DenseColumns.Builder(columns);
    Vector appended = more.copyOf(Vector.of("d", new float[200], METADATA));
    DenseColumns both = more.ofVectors(List.of(first, appended));

    assertThat(first.values()).containsExactly(1, 2);
    assertThat(appended).isEqualTo(Vector.of("d", new float[200], METADATA));
    assertThat(both.offset(1)).isEqualTo(5);
    assertThat(both.values()).startsWith(1, 2, 3, Float.NaN, -0f, 0);
    both.release();
    assertThat(buffer.take()).hasSizeGreaterThanOrEqualTo(205);
  }

  @Test
  void requestsKeepTheirBuffer() {
    QueryRequest query = QueryRequest.builder().id("a").valuesInto(buffer).build();
    assertThat(query.valuesInto()).containsSame(buffer);
    assertThat(query.includeValues()).isTrue();
    assertThat(query.toBuilder().build()).isEqualTo(query).hasSameHashCodeAs(query);
    assertThat(query).isNotEqualTo(QueryRequest.builder().id("a").includeValues().build());

    FetchRequest fetch = FetchRequest.builder().ids("a").valuesInto(buffer).build();
    assertThat(fetch.valuesInto()).containsSame(buffer);
    assertThat(fetch).isNotEqualTo(FetchRequest.byIds("a"));
    assertThat(FetchRequest.byIds("a").valuesInto()).isEmpty();

    FetchByMetadataRequest page =
        FetchByMetadataRequest.builder(Filter.exists("f")).valuesInto(buffer).build();
    assertThat(page.valuesInto()).containsSame(buffer);
    assertThat(page.toBuilder().build()).isEqualTo(page).hasSameHashCodeAs(page);
    assertThat(page).isNotEqualTo(FetchByMetadataRequest.matching(Filter.exists("f")));
  }

  @Test
  void aQueryOfSeveralNamespacesRefusesABuffer() {
    QueryRequest query = QueryRequest.builder().id("a").valuesInto(buffer).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> QueryNamespacesRequest.builder(List.of("n"), query))
        .withMessage(
            "valuesInto is set in a request of queryNamespaces, expected none: its result has no"
                + " columns, so the array could not be released");
  }
}
