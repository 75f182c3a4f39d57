package io.pinelink.server.internal.store;

import java.util.Comparator;

/** A record that a query found. */
public record ScoredRecord(StoredVector vector, float score) {

  /** Best first; equal scores by id, so that the same data always gives the same order. */
  static Comparator<ScoredRecord> bestFirst(SimilarityFunction metric) {
    Comparator<ScoredRecord> byScore = Comparator.comparingDouble(ScoredRecord::score);
    return (metric.isDistance() ? byScore : byScore.reversed())
        .thenComparing(match -> match.vector().id());
  }
}
