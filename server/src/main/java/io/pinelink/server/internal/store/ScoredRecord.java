package io.pinelink.server.internal.store;

import java.util.Comparator;

/** A record that matches a query, with its score. */
public record ScoredRecord(StoredVector vector, float score) {

  /** Returns an order of best match first; equal scores are ordered by id, for stable results. */
  public static Comparator<ScoredRecord> bestFirst(SimilarityFunction metric) {
    Comparator<ScoredRecord> byScore = Comparator.comparingDouble(ScoredRecord::score);
    return (metric.isDistance() ? byScore : byScore.reversed())
        .thenComparing(match -> match.vector().id());
  }
}
