package io.pinelink.server.internal.fulltext;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** The best of the documents that were added and pass a check, at most a given number of them. */
final class BestTexts {
  private final int limit;
  private final DocumentCheck check;
  private final PriorityQueue<TextMatch> worstFirst =
      new PriorityQueue<>(TextMatch.BEST_FIRST.reversed());
  private @Nullable BinaryDocValues ids;
  private int base;
  private float floor = Float.NEGATIVE_INFINITY;

  /**
   * @param limit the maximum number of matches, at least 1
   */
  BestTexts(int limit, DocumentCheck check) {
    this.limit = limit;
    this.check = check;
  }

  /** Starts a segment, whose documents are added in order. */
  void start(LeafReaderContext segment) throws IOException {
    base = segment.docBase;
    ids = segment.reader().getBinaryDocValues(IndexedText.ID);
  }

  void add(int document, float score) throws IOException {
    if (score < floor || ids == null || !ids.advanceExact(document)) {
      return;
    }
    BytesRef id = ids.binaryValue();
    TextMatch match = new TextMatch(id.utf8ToString(), score);
    if (worstFirst.size() == limit
        && TextMatch.BEST_FIRST.compare(match, worstFirst.element()) > 0) {
      return;
    }
    if (check.test(match.id(), base + document)) {
      keep(match);
    }
  }

  private void keep(TextMatch match) {
    if (worstFirst.size() == limit) {
      worstFirst.remove();
    }
    worstFirst.add(match);
    if (worstFirst.size() == limit) {
      floor = worstFirst.element().score();
    }
  }

  /** Returns the matches, best first. */
  List<TextMatch> sorted() {
    List<TextMatch> sorted = new ArrayList<>(worstFirst);
    sorted.sort(TextMatch.BEST_FIRST);
    return List.copyOf(sorted);
  }
}
