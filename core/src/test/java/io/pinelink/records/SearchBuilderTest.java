package io.pinelink.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.model.SparseValues;
import org.junit.jupiter.api.Test;

class SearchBuilderTest {
  private static final SparseValues SPARSE = SparseValues.of(new int[] {3}, new float[] {9.5f});

  @Test
  void aFactoryReturnsTheSameSearchAsTheBuilder() {
    assertThat(SearchRecordsRequest.builder().text("x").build())
        .isEqualTo(SearchRecordsRequest.byText("x"));
    assertThat(SearchRecordsRequest.builder().vector(1, 2).build())
        .isEqualTo(SearchRecordsRequest.byVector(1, 2));
    assertThat(SearchRecordsRequest.builder().vector(1).sparseVector(SPARSE).build())
        .isEqualTo(SearchRecordsRequest.byVector(new float[] {1}, SPARSE));
    assertThat(SearchRecordsRequest.builder().id("a").build())
        .isEqualTo(SearchRecordsRequest.byId("a"));
  }

  @Test
  void aSearchIsByExactlyOneOfTextVectorAndId() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchRecordsRequest.builder().topK(3).build())
        .withMessage("searchRecords has 0 of text, vector and id, expected exactly one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchRecordsRequest.byText("x").toBuilder().id("a").build())
        .withMessage("searchRecords has 2 of text, vector and id, expected exactly one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchRecordsRequest.builder().text("x").sparseVector(SPARSE).build())
        .withMessage("searchRecords has 2 of text, vector and id, expected exactly one");
  }
}
