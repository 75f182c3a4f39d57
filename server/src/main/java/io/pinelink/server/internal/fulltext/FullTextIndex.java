package io.pinelink.server.internal.fulltext;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The texts of one namespace, ready to be searched.
 *
 * <p>Scores are BM25 with Lucene's parameters (k1 1.2, b 0.75) over all documents of this index. An
 * index never changes after it is built, and is safe for concurrent use.
 */
public final class FullTextIndex {
  private final LuceneSearcher searcher;

  private FullTextIndex(LuceneSearcher searcher) {
    this.searcher = searcher;
  }

  /**
   * Returns an index of the documents' texts.
   *
   * @param fields the full-text fields and how each is analysed; {@link TextAnalysis#check checked}
   *     settings
   * @param documents the texts by the document's id and the field; other fields are ignored
   */
  public static FullTextIndex build(
      Map<String, TextAnalysis> fields, Map<String, Map<String, String>> documents) {
    return new FullTextIndex(LuceneSearcher.build(fields, documents));
  }

  /**
   * Returns the scores of the documents that match at least one clause. The scores of several
   * clauses add up. A score may be 0, because a boost of 0 keeps the match.
   *
   * @return scores by id, only of documents that match; in no particular order
   * @throws io.pinelink.server.internal.wire.RpcException if a query is blank or too long, names a
   *     field that has no full-text search, is malformed, or costs too much
   */
  public Map<String, Float> score(List<TextClause> clauses) {
    return searcher.score(clauses);
  }

  /**
   * Returns the ids of the documents whose field contains the words of a text.
   *
   * @param field a full-text field
   * @param operator {@code $match_phrase} for the words in this order, {@code $match_all} for all
   *     words, {@code $match_any} for at least one
   * @param text the words, at most 128; without any word, no document matches
   * @throws io.pinelink.server.internal.wire.RpcException if the field has no full-text search or
   *     the text has too many words
   */
  public Set<String> matching(String field, String operator, String text) {
    return searcher.matching(field, operator, text);
  }
}
