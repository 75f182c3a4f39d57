package io.pinelink.langchain4j;

import dev.langchain4j.store.embedding.RelevanceScore;
import io.pinelink.model.Metric;

/** Converts the service's scores to LangChain4j's relevance, 0 to 1, where 1 is the best. */
final class Relevance {
  private Relevance() {}

  /**
   * Returns the relevance of a score. A better score never has a lower relevance.
   *
   * @throws IllegalStateException if the metric is not one of the three that this client knows
   */
  static double of(Metric metric, double score) {
    if (metric.equals(Metric.EUCLIDEAN)) {
      return 1 / (1 + Math.max(0, score));
    }
    if (metric.isKnown()) {
      return Math.min(1, Math.max(0, RelevanceScore.fromCosineSimilarity(score)));
    }
    throw new IllegalStateException(
        "the metric of the index is '"
            + metric
            + "', expected cosine, euclidean or dotproduct: a newer version of Pinelink may know it");
  }
}
