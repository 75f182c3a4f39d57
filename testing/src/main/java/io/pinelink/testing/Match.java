package io.pinelink.testing;

import java.util.Comparator;

/** A record that a query found. */
record Match(StoredVector vector, float score) {

  /** Best first; equal scores by id, so that the same data always gives the same order. */
  static Comparator<Match> bestFirst(Metric metric) {
    Comparator<Match> byScore = Comparator.comparingDouble(Match::score);
    return (metric.isDistance() ? byScore : byScore.reversed())
        .thenComparing(match -> match.vector().id());
  }
}
