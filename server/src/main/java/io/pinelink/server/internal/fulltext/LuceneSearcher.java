package io.pinelink.server.internal.fulltext;

import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.jspecify.annotations.Nullable;

/** The searches of one state of a {@link FullTextIndex}. */
final class LuceneSearcher {
  private static final int MAX_QUERY_BYTES = 10 * 1_024;

  /** Known from an earlier note of the vendor. */
  private static final int MAX_MATCH_WORDS = 128;

  private final Map<String, FieldQueries> fields = new TreeMap<>();
  private final IndexSearcher searcher;

  LuceneSearcher(Map<String, TextAnalyzer> analyzers, IndexReader reader) {
    this.searcher = new IndexSearcher(reader);
    searcher.setSimilarity(new BM25Similarity());
    // Lucene's cache is one for all indexes of the JVM, and would outlive this one.
    searcher.setQueryCache(null);
    analyzers.forEach(
        (field, analyzer) -> fields.put(field, new FieldQueries(field, analyzer, reader)));
  }

  List<TextMatch> search(List<TextClause> clauses, DocumentCheck check, int limit) {
    BestTexts best = new BestTexts(limit, check);
    try {
      List<ScoreWindow.Counted> queries = new ArrayList<>();
      for (TextClause clause : clauses) {
        checkQuery(clause.query());
        if (clause instanceof TextClause.Words words) {
          addWords(words, queries);
        } else {
          addQuery(clause.query(), queries);
        }
      }
      ScoreWindow window = new ScoreWindow();
      for (LeafReaderContext segment : searcher.getLeafContexts()) {
        window.addMatches(queries, segment, best);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return best.sorted();
  }

  private static void checkQuery(String query) {
    if (query.isBlank()) {
      throw RpcException.invalid("query is blank, expected at least one word");
    }
    int bytes = query.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_QUERY_BYTES) {
      throw RpcException.invalid(
          "query has " + bytes + " bytes, expected at most " + MAX_QUERY_BYTES);
    }
  }

  /** Adds each term separately, because Lucene limits the terms of one query to 1,024. */
  private void addWords(TextClause.Words words, List<ScoreWindow.Counted> queries)
      throws IOException {
    for (String field : new LinkedHashSet<>(words.fields())) {
      FieldQueries ofField = queries(field);
      Map<String, Integer> counts = new LinkedHashMap<>();
      ofField.terms(words.query()).forEach(term -> counts.merge(term, 1, Integer::sum));
      for (Map.Entry<String, Integer> term : counts.entrySet()) {
        queries.add(counted(ofField.exact(term.getKey()), term.getValue()));
      }
    }
  }

  private void addQuery(String text, List<ScoreWindow.Counted> queries) throws IOException {
    try {
      Query query = QueryStringParser.parse(text, fields);
      BoostLimit.check(query);
      queries.add(counted(query, 1));
    } catch (IndexSearcher.TooManyClauses e) {
      throw RpcException.invalid(
          "query_string has too many words, expected at most %s over all fields"
              .formatted(IndexSearcher.getMaxClauseCount()));
    }
  }

  private ScoreWindow.Counted counted(Query query, int factor) throws IOException {
    return new ScoreWindow.Counted(
        searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE, 1), factor);
  }

  /** Checks the text of a condition on words. */
  static void checkMatch(String operator, String text) {
    int words = TextAnalyzer.WORDS.tokens(text).size();
    if (words > MAX_MATCH_WORDS) {
      throw RpcException.invalid(
          operator + " has " + words + " words, expected at most " + MAX_MATCH_WORDS);
    }
  }

  MatchingDocuments matching(String field, String operator, String text) {
    FieldQueries queries = queries(field);
    checkMatch(operator, text);
    BitSet found =
        switch (operator) {
          case "$match_phrase" -> phrase(queries, text);
          case "$match_all" -> all(queries, text);
          case "$match_any" -> any(queries, text);
          default ->
              throw new IllegalArgumentException(
                  "operator is '%s', expected $match_phrase, $match_all or $match_any"
                      .formatted(operator));
        };
    return new MatchingDocuments(found, this::ids);
  }

  private BitSet phrase(FieldQueries queries, String text) {
    Query query = queries.phrase(text, 0);
    return query == null ? new BitSet() : matched(query);
  }

  private BitSet all(FieldQueries queries, String text) {
    BitSet found = any(queries, text);
    queries.terms(text).forEach(term -> found.and(matched(queries.exact(term))));
    return found;
  }

  private BitSet any(FieldQueries queries, String text) {
    BitSet found = new BitSet();
    queries.terms(text).forEach(term -> found.or(matched(queries.exact(term))));
    return found;
  }

  private BitSet matched(Query query) {
    BitSet matched = new BitSet();
    try {
      searcher.search(query, MatchCollector.into(matched));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return matched;
  }

  private Set<String> ids(BitSet documents) {
    Set<String> found = new HashSet<>();
    try {
      for (LeafReaderContext segment : searcher.getLeafContexts()) {
        addIds(segment, documents, found);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static void addIds(LeafReaderContext segment, BitSet documents, Set<String> found)
      throws IOException {
    @Nullable BinaryDocValues ids = segment.reader().getBinaryDocValues(IndexedText.ID);
    int end = segment.docBase + segment.reader().maxDoc();
    for (int document = documents.nextSetBit(segment.docBase);
        document >= 0 && document < end;
        document = documents.nextSetBit(document + 1)) {
      if (ids != null && ids.advanceExact(document - segment.docBase)) {
        found.add(ids.binaryValue().utf8ToString());
      }
    }
  }

  private FieldQueries queries(String field) {
    FieldQueries queries = fields.get(field);
    if (queries == null) {
      throw RpcException.invalid("field '" + field + "' is not a full-text field");
    }
    return queries;
  }
}
