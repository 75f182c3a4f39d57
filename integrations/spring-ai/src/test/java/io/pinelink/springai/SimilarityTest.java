package io.pinelink.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pinelink.model.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityTest {
  @ParameterizedTest
  @CsvSource({
    "cosine, 1, 1, 0",
    "cosine, 0.75, 0.75, 0.25",
    "cosine, -1, 0, 2",
    "cosine, 1.5, 1, -0.5",
    "dotproduct, 0.5, 0.5, 0.5",
    "dotproduct, -3, 0, 4",
    "dotproduct, 7, 1, -6",
    "euclidean, 0, 1, 0",
    "euclidean, 1, 0.5, 1",
    "euclidean, 9, 0.1, 3",
  })
  void aScoreHasThisSimilarityAndDistance(
      String metric, double score, double similarity, double distance) {
    assertThat(Similarity.of(new Metric(metric), score)).isEqualTo(similarity);
    assertThat(Similarity.distance(new Metric(metric), score)).isEqualTo(distance);
  }

  @Test
  void anUnknownMetricIsReported() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Similarity.of(new Metric("manhattan"), 1))
        .withMessageContaining("'manhattan'");
  }
}
