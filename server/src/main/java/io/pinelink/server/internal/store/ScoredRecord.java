package io.pinelink.server.internal.store;

import java.util.Comparator;

/** A record that matches a query, with its score. */
public record ScoredRecord(StoredVector vector, float score) {
  /**
   * Returns the score, or the largest or smallest float if it is beyond the range of floats: JSON
   * has no numbers that are not finite.
   */
  public float finiteScore() {
    return Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, score));
  }

  /** Returns an order of best match first; equal scores are ordered by id, for stable results. */
  public static Comparator<ScoredRecord> bestFirst(SimilarityFunction metric) {
    Comparator<ScoredRecord> byScore = Comparator.comparingDouble(ScoredRecord::score);
    return (metric.isDistance() ? byScore : byScore.reversed())
        .thenComparing(match -> match.vector().id());
  }
}
