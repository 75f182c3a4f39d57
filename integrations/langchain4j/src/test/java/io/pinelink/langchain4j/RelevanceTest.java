package io.pinelink.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pinelink.model.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelevanceTest {
  @ParameterizedTest
  @CsvSource({
    "cosine, 1, 1",
    "cosine, 0, 0.5",
    "cosine, -1, 0",
    "cosine, 1.0000001, 1",
    "dotproduct, 1, 1",
    "dotproduct, 0.5, 0.75",
    "dotproduct, -3, 0",
    "dotproduct, 7, 1",
    "euclidean, 0, 1",
    "euclidean, 1, 0.5",
    "euclidean, 3, 0.25",
  })
  void scoresAreConvertedToRelevance(String metric, double score, double relevance) {
    assertThat(Relevance.of(new Metric(metric), score)).isEqualTo(relevance);
  }

  @Test
  void anUnknownMetricIsReported() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Relevance.of(new Metric("manhattan"), 1))
        .withMessageContaining("'manhattan'");
  }
}
