package io.pinelink.server.internal.fulltext;

import java.io.IOException;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.jspecify.annotations.Nullable;

/** A collector that adds up the scores of each document over several queries. */
final class ScoreTotals extends SimpleCollector {
  private final double[] totals;
  private final BitSet matched;
  private final ScoreMode mode;
  private @Nullable Scorable scorer;
  private int base;
  private int factor = 1;

  /**
   * Creates totals without matches.
   *
   * @param documents the number of documents
   * @param mode whether scores are needed
   */
  ScoreTotals(int documents, ScoreMode mode) {
    this.totals = new double[mode.needsScores() ? documents : 0];
    this.matched = new BitSet(documents);
    this.mode = mode;
  }

  /** Returns this collector, which multiplies the scores of the next query. */
  ScoreTotals times(int newFactor) {
    factor = newFactor;
    return this;
  }

  /** Returns a manager for a search in one thread, which needs no other collector than this. */
  CollectorManager<ScoreTotals, ScoreTotals> manager() {
    return new CollectorManager<>() {
      @Override
      public ScoreTotals newCollector() {
        return ScoreTotals.this;
      }

      @Override
      public ScoreTotals reduce(Collection<ScoreTotals> collectors) {
        return ScoreTotals.this;
      }
    };
  }

  @Override
  public ScoreMode scoreMode() {
    return mode;
  }

  @Override
  protected void doSetNextReader(LeafReaderContext context) {
    base = context.docBase;
  }

  @Override
  public void setScorer(Scorable newScorer) {
    scorer = newScorer;
  }

  @Override
  public void collect(int document) throws IOException {
    matched.set(base + document);
    if (mode.needsScores() && scorer != null) {
      totals[base + document] += (double) factor * scorer.score();
    }
  }

  /** Returns the numbers of the documents that matched. */
  BitSet matched() {
    return matched;
  }

  /** Returns the totals of the documents that matched. */
  Map<String, Float> byId(List<String> ids) {
    Map<String, Float> scores = new HashMap<>();
    matched.stream().forEach(document -> scores.put(ids.get(document), (float) totals[document]));
    return scores;
  }

  /** Returns the ids of documents. */
  static Set<String> ids(BitSet documents, List<String> ids) {
    Set<String> found = new HashSet<>();
    documents.stream().forEach(document -> found.add(ids.get(document)));
    return found;
  }
}
