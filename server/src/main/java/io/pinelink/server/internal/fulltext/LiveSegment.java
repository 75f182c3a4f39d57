package io.pinelink.server.internal.fulltext;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermState;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.jspecify.annotations.Nullable;

/** A segment with deleted documents, which its statistics leave out. */
final class LiveSegment extends FilterLeafReader {
  private static final int NONE = DocIdSetIterator.NO_MORE_DOCS;

  private final FixedBitSet deleted;
  private final Map<String, Totals> totals = new ConcurrentHashMap<>();

  LiveSegment(LeafReader segment) {
    super(segment);
    deleted = FixedBitSet.copyOf(segment.getLiveDocs());
    deleted.flip(0, segment.maxDoc());
  }

  /** The number of documents that have tokens in a field, and of these tokens. */
  private record Totals(int documents, long tokens) {}

  @Override
  public @Nullable Terms terms(String field) throws IOException {
    Terms all = in.terms(field);
    if (all == null || IndexedText.ID.equals(field)) {
      return all;
    }
    Totals known = totals.get(field);
    if (known == null) {
      known = totals(field, all);
      totals.put(field, known);
    }
    return new LiveTerms(all, known);
  }

  private Totals totals(String field, Terms all) throws IOException {
    int documents = all.getDocCount();
    long tokens = all.getSumTotalTermFreq();
    NumericDocValues lengths = in.getNumericDocValues(IndexedText.lengthsOf(field));
    for (int document = nextDeleted(0); document != NONE; document = nextDeleted(document + 1)) {
      if (lengths.advanceExact(document) && lengths.longValue() > 0) {
        documents--;
        tokens -= lengths.longValue();
      }
    }
    return new Totals(documents, tokens);
  }

  private int nextDeleted(int from) {
    return from < deleted.length() ? deleted.nextSetBit(from) : NONE;
  }

  @Override
  public CacheHelper getCoreCacheHelper() {
    return in.getCoreCacheHelper();
  }

  @Override
  public CacheHelper getReaderCacheHelper() {
    return in.getReaderCacheHelper();
  }

  private final class LiveTerms extends FilterTerms {
    private final Totals live;

    LiveTerms(Terms all, Totals live) {
      super(all);
      this.live = live;
    }

    @Override
    public TermsEnum iterator() throws IOException {
      return new LiveTermsEnum(in.iterator());
    }

    /** Lucene compares the number of documents with one of these terms and with the field. */
    @Override
    public TermsEnum intersect(CompiledAutomaton automaton, @Nullable BytesRef startTerm)
        throws IOException {
      return new LiveTermsEnum(in.intersect(automaton, startTerm));
    }

    @Override
    public int getDocCount() {
      return live.documents();
    }

    @Override
    public long getSumTotalTermFreq() {
      return live.tokens();
    }

    /** Returns an upper bound, which scores do not depend on. */
    @Override
    public long getSumDocFreq() throws IOException {
      return Math.min(in.getSumDocFreq(), live.tokens());
    }
  }

  /** The terms of documents that are not deleted. */
  private final class LiveTermsEnum extends FilterTermsEnum {
    private static final int UNKNOWN = -1;

    private @Nullable PostingsEnum postings;
    private int frequency = UNKNOWN;

    LiveTermsEnum(TermsEnum all) {
      super(all);
    }

    @Override
    public int docFreq() throws IOException {
      if (frequency == UNKNOWN) {
        frequency = in.docFreq() - deletedDocuments();
      }
      return frequency;
    }

    /** Returns how many documents with the current term are deleted. */
    private int deletedDocuments() throws IOException {
      PostingsEnum documents = in.postings(postings, PostingsEnum.NONE);
      postings = documents;
      int count = 0;
      int gone = nextDeleted(0);
      while (gone != NONE) {
        int document = documents.docID() < gone ? documents.advance(gone) : documents.docID();
        if (document == NONE) {
          break;
        }
        if (document == gone) {
          count++;
          gone = nextDeleted(gone + 1);
        } else {
          gone = nextDeleted(document);
        }
      }
      return count;
    }

    @Override
    public boolean seekExact(BytesRef text) throws IOException {
      frequency = UNKNOWN;
      return in.seekExact(text) && docFreq() > 0;
    }

    @Override
    public SeekStatus seekCeil(BytesRef text) throws IOException {
      frequency = UNKNOWN;
      SeekStatus status = in.seekCeil(text);
      if (status == SeekStatus.END || docFreq() > 0) {
        return status;
      }
      return next() == null ? SeekStatus.END : SeekStatus.NOT_FOUND;
    }

    @Override
    public void seekExact(BytesRef term, TermState state) throws IOException {
      frequency = UNKNOWN;
      in.seekExact(term, state);
    }

    @Override
    public void seekExact(long ord) throws IOException {
      frequency = UNKNOWN;
      in.seekExact(ord);
    }

    @Override
    public @Nullable BytesRef next() throws IOException {
      BytesRef term;
      do {
        frequency = UNKNOWN;
        term = in.next();
      } while (term != null && docFreq() == 0);
      return term;
    }
  }
}
