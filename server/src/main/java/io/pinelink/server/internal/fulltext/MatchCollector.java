package io.pinelink.server.internal.fulltext;

import java.util.BitSet;
import java.util.Collection;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/** A collector of the numbers of all documents that match, without scores. */
final class MatchCollector extends SimpleCollector {
  private final BitSet matched;
  private int base;

  private MatchCollector(BitSet matched) {
    this.matched = matched;
  }

  /** Returns a manager for a search in one thread, which adds the documents to a set. */
  static CollectorManager<MatchCollector, BitSet> into(BitSet matched) {
    return new CollectorManager<>() {
      @Override
      public MatchCollector newCollector() {
        return new MatchCollector(matched);
      }

      @Override
      public BitSet reduce(Collection<MatchCollector> collectors) {
        return matched;
      }
    };
  }

  @Override
  public ScoreMode scoreMode() {
    return ScoreMode.COMPLETE_NO_SCORES;
  }

  @Override
  protected void doSetNextReader(LeafReaderContext context) {
    base = context.docBase;
  }

  @Override
  public void collect(int document) {
    matched.set(base + document);
  }
}
