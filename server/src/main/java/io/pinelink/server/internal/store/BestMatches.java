package io.pinelink.server.internal.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The best of the matches that were added, at most a given number of them. Ids are unique, so the
 * order of the matches has no ties, and the result does not depend on the order of the additions.
 */
final class BestMatches {
  private final int limit;
  private final Comparator<ScoredRecord> bestFirst;
  private final PriorityQueue<ScoredRecord> worstFirst;

  /**
   * @param limit the maximum number of matches, at least 1
   */
  BestMatches(int limit, SimilarityFunction metric) {
    this.limit = limit;
    this.bestFirst = ScoredRecord.bestFirst(metric);
    this.worstFirst = new PriorityQueue<>(bestFirst.reversed());
  }

  void add(StoredVector vector, float score) {
    add(new ScoredRecord(vector, score));
  }

  void add(ScoredRecord match) {
    if (worstFirst.size() < limit) {
      worstFirst.add(match);
    } else if (bestFirst.compare(match, worstFirst.element()) < 0) {
      worstFirst.remove();
      worstFirst.add(match);
    }
  }

  /** Returns the matches, best first. */
  List<ScoredRecord> sorted() {
    List<ScoredRecord> sorted = new ArrayList<>(worstFirst);
    sorted.sort(bestFirst);
    return List.copyOf(sorted);
  }
}
