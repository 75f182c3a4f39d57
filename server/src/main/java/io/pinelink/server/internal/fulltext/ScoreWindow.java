package io.pinelink.server.internal.fulltext;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * The totals of several queries for some thousand consecutive documents, which stay in the cache of
 * a processor core. The scores of a document are added as doubles, in the order of the queries.
 */
final class ScoreWindow {
  private static final int SIZE = 1 << 13;

  private final double[] totals = new double[SIZE];
  private final long[] matched = new long[SIZE / Long.SIZE];

  /**
   * A query whose scores count several times.
   *
   * @param weight the query
   * @param factor how often its scores count
   */
  record Counted(Weight weight, int factor) {}

  void addMatches(List<Counted> queries, LeafReaderContext segment, BestTexts best)
      throws IOException {
    List<Part> parts = new ArrayList<>();
    for (Counted query : queries) {
      BulkScorer scorer = query.weight().bulkScorer(segment);
      if (scorer != null) {
        parts.add(new Part(scorer, query.factor()));
      }
    }
    best.start(segment);
    Bits live = segment.reader().getLiveDocs();
    for (int start = first(parts); start < segment.reader().maxDoc(); start = first(parts)) {
      int end = Math.min(start + SIZE, segment.reader().maxDoc());
      for (Part part : parts) {
        if (part.next < end) {
          part.start = start;
          part.next = part.scorer.score(part, live, start, end);
        }
      }
      addMatches(start, best);
    }
  }

  private static int first(List<Part> parts) {
    int first = DocIdSetIterator.NO_MORE_DOCS;
    for (Part part : parts) {
      first = Math.min(first, part.next);
    }
    return first;
  }

  private void addMatches(int start, BestTexts best) throws IOException {
    for (int word = 0; word < matched.length; word++) {
      for (long bits = matched[word]; bits != 0; bits &= bits - 1) {
        int offset = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
        best.add(start + offset, (float) totals[offset]);
        totals[offset] = 0;
      }
      matched[word] = 0;
    }
  }

  /** One query in one segment. */
  private final class Part implements LeafCollector {
    private final BulkScorer scorer;
    private final int factor;
    private @Nullable Scorable current;
    private int start;
    // No match before this document is left.
    private int next;

    Part(BulkScorer scorer, int factor) {
      this.scorer = scorer;
      this.factor = factor;
    }

    @Override
    public void setScorer(Scorable newScorer) {
      current = newScorer;
    }

    @Override
    public void collect(int document) throws IOException {
      if (current != null) {
        int offset = document - start;
        totals[offset] += (double) factor * current.score();
        matched[offset / Long.SIZE] |= 1L << offset;
      }
    }
  }
}
