package io.pinelink.springai;

import io.pinelink.model.Metric;

/** Converts the service's scores to Spring AI's, 0 to 1, where 1 is the best, and to distances. */
final class Similarity {
  private Similarity() {}

  /**
   * Returns the similarity of a score. A better score never has a lower similarity.
   *
   * @throws IllegalStateException if the metric is not one of the three that this client knows
   */
  static double of(Metric metric, double score) {
    if (isEuclidean(metric)) {
      return 1 / (1 + Math.max(0, score));
    }
    return Math.min(1, Math.max(0, score));
  }

  /**
   * Returns the distance of a score, not limited to a range: 1 minus the score, or with the
   * Euclidean metric the root of the score, which is the squared distance.
   *
   * @throws IllegalStateException as {@link #of} does
   */
  static double distance(Metric metric, double score) {
    return isEuclidean(metric) ? Math.sqrt(Math.max(0, score)) : 1 - score;
  }

  private static boolean isEuclidean(Metric metric) {
    if (!metric.isKnown()) {
      throw new IllegalStateException(
          ("the metric of the index is '%s', expected cosine, euclidean or dotproduct: a newer"
                  + " version of Pinelink may know it")
              .formatted(metric));
    }
    return metric.equals(Metric.EUCLIDEAN);
  }
}
