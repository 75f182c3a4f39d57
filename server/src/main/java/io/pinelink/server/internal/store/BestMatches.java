package io.pinelink.server.internal.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * The best of the matches that were added, at most a given number of them. Ids are unique, so the
 * order of the matches has no ties, and the result does not depend on the order of the additions.
 */
public final class BestMatches {
  private final int limit;
  private final boolean isDistance;
  private final Comparator<ScoredRecord> bestFirst;
  private final PriorityQueue<ScoredRecord> worstFirst;

  /**
   * @param limit the maximum number of matches, at least 1
   */
  public BestMatches(int limit, SimilarityFunction metric) {
    this.limit = limit;
    this.isDistance = metric.isDistance();
    this.bestFirst = ScoredRecord.bestFirst(metric);
    this.worstFirst = new PriorityQueue<>(bestFirst.reversed());
  }

  public void add(StoredVector vector, float score) {
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

  boolean isFull() {
    return worstFirst.size() == limit;
  }

  /**
   * Returns a number below which the score of no further match is, and for a distance the negative
   * distance: the float before the worst match's. There must be a match.
   */
  double floor() {
    float worst = worstFirst.element().score();
    return Math.nextDown(isDistance ? -worst : worst);
  }

  void forEach(Consumer<ScoredRecord> action) {
    worstFirst.forEach(action);
  }

  /** Returns the matches, best first. */
  public List<ScoredRecord> sorted() {
    List<ScoredRecord> sorted = new ArrayList<>(worstFirst);
    sorted.sort(bestFirst);
    return List.copyOf(sorted);
  }
}
