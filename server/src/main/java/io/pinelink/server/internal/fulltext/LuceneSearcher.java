package io.pinelink.server.internal.fulltext;

import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.similarities.BM25Similarity;

/** The searches of a {@link FullTextIndex}. */
final class LuceneSearcher {
  private static final int MAX_QUERY_BYTES = 10 * 1_024;

  /** Known from an earlier note of the vendor. */
  private static final int MAX_MATCH_WORDS = 128;

  static {
    VectorizationWarning.suppress();
  }

  private final Map<String, FieldQueries> fields = new TreeMap<>();
  private final List<String> ids;
  private final IndexSearcher searcher;

  private LuceneSearcher(
      Map<String, TextAnalyzer> analyzers, List<String> ids, DirectoryReader reader) {
    this.ids = ids;
    this.searcher = new IndexSearcher(reader);
    searcher.setSimilarity(new BM25Similarity());
    // Lucene's cache is one for all indexes of the JVM, and would outlive this one.
    searcher.setQueryCache(null);
    analyzers.forEach(
        (field, analyzer) -> fields.put(field, new FieldQueries(field, analyzer, reader)));
  }

  static LuceneSearcher build(
      Map<String, TextAnalysis> fields, Map<String, Map<String, String>> documents) {
    Map<String, TextAnalyzer> analyzers = new TreeMap<>();
    fields.forEach((field, analysis) -> analyzers.put(field, new TextAnalyzer(analysis)));
    // A copy, so that ids and texts have the same order even if the map changes.
    Map<String, Map<String, String>> ordered = new LinkedHashMap<>(documents);
    try {
      return new LuceneSearcher(
          analyzers,
          List.copyOf(ordered.keySet()),
          DocumentWriter.write(analyzers, ordered.values()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, Float> score(List<TextClause> clauses) {
    ScoreTotals totals = new ScoreTotals(ids.size(), ScoreMode.COMPLETE);
    for (TextClause clause : clauses) {
      checkQuery(clause.query());
      if (clause instanceof TextClause.Words words) {
        scoreWords(words, totals);
      } else {
        scoreQuery(clause.query(), totals);
      }
    }
    return totals.byId(ids);
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

  /** Searches each term separately, because Lucene limits the terms of one query to 1,024. */
  private void scoreWords(TextClause.Words words, ScoreTotals totals) {
    for (String field : new LinkedHashSet<>(words.fields())) {
      FieldQueries queries = queries(field);
      Map<String, Integer> counts = new LinkedHashMap<>();
      queries.terms(words.query()).forEach(term -> counts.merge(term, 1, Integer::sum));
      counts.forEach((term, count) -> search(queries.exact(term), totals.times(count)));
    }
  }

  private void scoreQuery(String text, ScoreTotals totals) {
    try {
      Query query = QueryStringParser.parse(text, fields);
      BoostLimit.check(query);
      search(query, totals.times(1));
    } catch (IndexSearcher.TooManyClauses e) {
      throw RpcException.invalid(
          "query_string has too many words, expected at most "
              + IndexSearcher.getMaxClauseCount()
              + " over all fields");
    }
  }

  Set<String> matching(String field, String operator, String text) {
    FieldQueries queries = queries(field);
    int words = TextAnalyzer.WORDS.tokens(text).size();
    if (words > MAX_MATCH_WORDS) {
      throw RpcException.invalid(
          operator + " has " + words + " words, expected at most " + MAX_MATCH_WORDS);
    }
    BitSet found =
        switch (operator) {
          case "$match_phrase" -> phrase(queries, text);
          case "$match_all" -> all(queries, text);
          case "$match_any" -> any(queries, text);
          default ->
              throw new IllegalArgumentException(
                  "operator is '"
                      + operator
                      + "', expected $match_phrase, $match_all or $match_any");
        };
    return ScoreTotals.ids(found, ids);
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
    ScoreTotals matches = new ScoreTotals(ids.size(), ScoreMode.COMPLETE_NO_SCORES);
    search(query, matches);
    return matches.matched();
  }

  private void search(Query query, ScoreTotals totals) {
    try {
      searcher.search(query, totals.manager());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
