package io.pinelink.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryRequestTest {
  private static final SparseValues SPARSE = SparseValues.of(new int[] {3}, new float[] {9.5f});

  @Test
  void queriesUseValuesOrAStoredVector() {
    assertThat(QueryRequest.nearest(1, 2).vector()).containsExactly(1, 2);
    assertThat(QueryRequest.nearest(SPARSE).sparseVector()).contains(SPARSE);
    assertThat(QueryRequest.nearest(SPARSE).dimension()).isZero();
    QueryRequest both = QueryRequest.nearest(new float[] {1}, SPARSE);
    assertThat(both.sparseVector()).contains(SPARSE);
    assertThat(both.value(0)).isEqualTo(1);
    assertThat(both.id()).isEmpty();
    assertThat(QueryRequest.nearestTo("I").id()).contains("I");
  }

  @Test
  void tenMatchesWithoutValuesOrMetadataAreReturnedByDefault() {
    QueryRequest request = QueryRequest.nearestTo("I");
    assertThat(request.topK()).isEqualTo(10);
    assertThat(request.filter()).isEmpty();
    assertThat(request.includeValues()).isFalse();
    assertThat(request.includeMetadata()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 10_001})
  void topKIs1To10000(int topK) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QueryRequest.builder().id("I").topK(topK))
        .withMessage("topK is %s, expected 1 to 10000", topK);
    assertThat(QueryRequest.builder().id("I").topK(10_000).build().topK()).isEqualTo(10_000);
  }

  @Test
  void theQueryVectorAndIdAreValidated() {
    assertThatIllegalArgumentException()
        .isThrownBy(QueryRequest::nearest)
        .withMessage("vector length is 0, expected 1 to 20000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QueryRequest.builder().vector(Float.NaN))
        .withMessage("vector has NaN at position 0, expected a finite number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QueryRequest.builder().id(""))
        .withMessage("id is empty, expected 1 to 512 characters");
  }

  @Test
  void copiesArraysInAndOut() {
    float[] values = {1};
    QueryRequest request = QueryRequest.nearest(values);
    values[0] = 7;
    request.vector()[0] = 7;
    assertThat(request.vector()).containsExactly(1);
  }

  @Test
  void aCopyIsComplete() {
    QueryRequest request =
        QueryRequest.builder()
            .vector(1)
            .sparseVector(SPARSE)
            .topK(3)
            .filter(Filter.exists("f"))
            .includeValues()
            .includeMetadata()
            .build();
    assertThat(request.toBuilder().build()).isEqualTo(request).hasSameHashCodeAs(request);
    assertThat(request.toBuilder().topK(4).build()).isNotEqualTo(request);
    assertThat(QueryRequest.nearest(2)).isNotEqualTo(QueryRequest.nearest(3));
  }

  @Test
  void printsNoValues() {
    assertThat(QueryRequest.nearest(new float[] {0.125f}, SPARSE))
        .hasToString("QueryRequest[dimension 1, sparse SparseValues[1], topK 10]");
    assertThat(QueryRequest.nearestTo("I")).hasToString("QueryRequest[id I, topK 10]");
  }

  @Test
  void effortOnDedicatedReadNodesIsBounded() {
    QueryRequest request =
        QueryRequest.builder().vector(1).scanFactor(0.5f).maxCandidates(100_000).build();
    assertThat(request.scanFactor()).contains(0.5f);
    assertThat(request.maxCandidates()).hasValue(100_000);
    assertThat(request.toBuilder().build()).isEqualTo(request).hasSameHashCodeAs(request);
    assertThat(QueryRequest.nearest(1).scanFactor()).isEmpty();
    assertThat(QueryRequest.nearest(1).maxCandidates()).isEmpty();
    for (float outside : new float[] {0.49f, 4.01f, Float.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> QueryRequest.builder().vector(1).scanFactor(outside))
          .withMessage("scanFactor is " + outside + ", expected 0.5 to 4");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QueryRequest.builder().vector(1).maxCandidates(0))
        .withMessage("maxCandidates is 0, expected 1 to 100000");
  }

  @Test
  void aResponseThatHasSeenAWriteCanBeRequired() {
    ConsistencyToken write = new ConsistencyToken("en", 7);
    QueryRequest request = QueryRequest.builder().vector(1).after(write).build();
    assertThat(request.after()).contains(write);
    assertThat(request.toBuilder().build()).isEqualTo(request);
    assertThat(request).isNotEqualTo(QueryRequest.nearest(1));
  }

  @Test
  void aConsistencyTokenNormalizesTheDefaultNamespace() {
    assertThat(new ConsistencyToken("__default__", 3)).isEqualTo(new ConsistencyToken("", 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConsistencyToken("", -1))
        .withMessage("lsn is -1, expected 0 or more");
  }
}
