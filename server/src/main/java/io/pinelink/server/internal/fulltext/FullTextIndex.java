package io.pinelink.server.internal.fulltext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * The texts of one namespace in memory, which follow its changes.
 *
 * <p>Scores are BM25 with Lucene's parameters (k1 1.2, b 0.75) over all documents of this index.
 * They depend on these documents only: earlier versions and deleted documents leave no trace.
 *
 * <p>Changes are searched after the next {@link #refresh}. Searches can run side by side, but not
 * beside changes or a refresh. Changes can be made by several threads. An index needs no closing.
 */
public final class FullTextIndex {
  private static final double BUFFER_MEGABYTES = 64;

  static {
    VectorizationWarning.suppress();
  }

  private final Map<String, TextAnalyzer> analyzers = new TreeMap<>();
  private final IndexWriter writer;
  private DirectoryReader reader;
  private LuceneSearcher searcher;

  /**
   * Creates an index without documents.
   *
   * @param fields the full-text fields and how each is analysed; {@link TextAnalysis#check checked}
   *     settings
   */
  public FullTextIndex(Map<String, TextAnalysis> fields) {
    fields.forEach((field, analysis) -> analyzers.put(field, new TextAnalyzer(analysis)));
    try {
      writer = new IndexWriter(new ByteBuffersDirectory(), config(analyzers));
      reader = new LiveReader(DirectoryReader.open(writer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    searcher = new LuceneSearcher(analyzers, reader);
  }

  private static IndexWriterConfig config(Map<String, TextAnalyzer> analyzers) {
    TieredMergePolicy merges = new TieredMergePolicy();
    merges.setNoCFSRatio(0);
    // Its threads are daemons that end when there is nothing to merge, so they need no closing.
    ConcurrentMergeScheduler merging = new ConcurrentMergeScheduler();
    merging.disableAutoIOThrottle();
    return new IndexWriterConfig(
            new PerFieldAnalyzerWrapper(TextAnalyzer.WORDS, Map.copyOf(analyzers)))
        .setRAMBufferSizeMB(BUFFER_MEGABYTES)
        .setMergePolicy(merges)
        .setMergeScheduler(merging)
        .setUseCompoundFile(false);
  }

  /**
   * Adds a document that is not in the index, which is faster than {@link #put}.
   *
   * @param texts the texts by field; other fields than full-text fields are ignored
   */
  public void add(String id, Map<String, String> texts) {
    if (!hasText(texts)) {
      return;
    }
    unchecked(() -> writer.addDocument(IndexedText.document(id, texts, analyzers.keySet())));
  }

  /**
   * Adds a document, or replaces the document with its id.
   *
   * @param texts the texts by field; other fields than full-text fields are ignored
   */
  public void put(String id, Map<String, String> texts) {
    if (!hasText(texts)) {
      remove(id);
      return;
    }
    unchecked(
        () ->
            writer.updateDocument(
                new Term(IndexedText.ID, id), IndexedText.document(id, texts, analyzers.keySet())));
  }

  /** Returns whether a search can find a document. */
  private boolean hasText(Map<String, String> texts) {
    return texts.keySet().stream().anyMatch(analyzers::containsKey);
  }

  /** Removes the document with an id, if there is one. */
  public void remove(String id) {
    unchecked(() -> writer.deleteDocuments(new Term(IndexedText.ID, id)));
  }

  /** A change of Lucene's index, which is in memory. */
  private interface IndexChange {
    void run() throws IOException;
  }

  private static void unchecked(IndexChange change) {
    try {
      change.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes all changes visible to searches that start afterwards. */
  public void refresh() {
    unchecked(
        () -> {
          DirectoryReader newer = DirectoryReader.openIfChanged(reader);
          if (newer != null) {
            reader.close();
            reader = newer;
            searcher = new LuceneSearcher(analyzers, newer);
          }
        });
  }

  /**
   * Returns the best of the documents that match at least one clause and pass a check, best first;
   * documents with equal scores are ordered by id. The scores of several clauses add up. A score
   * may be 0, because a boost of 0 keeps the match.
   *
   * @param check called for documents that would be among the best
   * @param limit the maximum number of documents, at least 1
   * @throws io.pinelink.server.internal.wire.RpcException if a query is blank or too long, names a
   *     field that has no full-text search, is malformed, or costs too much
   */
  public List<TextMatch> search(List<TextClause> clauses, DocumentCheck check, int limit) {
    return searcher.search(clauses, check, limit);
  }

  /**
   * Returns the documents whose field contains the words of a text, as long as the index does not
   * change.
   *
   * @param field a full-text field
   * @param operator {@code $match_phrase} for the words in this order, {@code $match_all} for all
   *     words, {@code $match_any} for at least one
   * @param text the words, at most 128; without any word, no document matches
   * @throws io.pinelink.server.internal.wire.RpcException if the field has no full-text search or
   *     the text has too many words
   */
  public MatchingDocuments matching(String field, String operator, String text) {
    return searcher.matching(field, operator, text);
  }

  /**
   * Checks the text of a condition that {@link #matching} resolves.
   *
   * @throws io.pinelink.server.internal.wire.RpcException if the text has too many words
   */
  public static void checkMatch(String operator, String text) {
    LuceneSearcher.checkMatch(operator, text);
  }
}
