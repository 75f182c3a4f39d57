package io.pinelink.server.internal.fulltext;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.jspecify.annotations.Nullable;

/**
 * The expected results of searches: of an index that Lucene writes at once, without deletions, and
 * whose every match is scored, added up and sorted.
 */
final class FreshTexts {
  private final Map<String, FieldQueries> fields = new TreeMap<>();
  private final List<String> ids;
  private final IndexSearcher searcher;

  FreshTexts(Map<String, TextAnalysis> analyses, Map<String, Map<String, String>> documents)
      throws IOException {
    Map<String, TextAnalyzer> analyzers = new TreeMap<>();
    analyses.forEach((field, analysis) -> analyzers.put(field, new TextAnalyzer(analysis)));
    ids = List.copyOf(documents.keySet());
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    IndexWriterConfig config =
        new IndexWriterConfig(
            new PerFieldAnalyzerWrapper(TextAnalyzer.WORDS, Map.copyOf(analyzers)));
    try (IndexWriter writer =
        new IndexWriter(directory, config.setMergePolicy(NoMergePolicy.INSTANCE))) {
      writer.addDocuments(
          documents.values().stream()
              .map(
                  texts ->
                      texts.entrySet().stream()
                          .filter(text -> analyzers.containsKey(text.getKey()))
                          .map(
                              text -> new TextField(text.getKey(), text.getValue(), Field.Store.NO))
                          .toList())
              .toList());
    }
    DirectoryReader reader = DirectoryReader.open(directory);
    searcher = new IndexSearcher(reader);
    searcher.setSimilarity(new BM25Similarity());
    searcher.setQueryCache(null);
    analyzers.forEach(
        (field, analyzer) -> fields.put(field, new FieldQueries(field, analyzer, reader)));
  }

  List<TextMatch> search(List<TextClause> clauses, DocumentCheck check, int limit)
      throws IOException {
    double[] totals = new double[ids.size()];
    BitSet matched = new BitSet();
    for (TextClause clause : clauses) {
      if (clause instanceof TextClause.Words words) {
        for (String field : words.fields()) {
          FieldQueries queries = Objects.requireNonNull(fields.get(field));
          Map<String, Integer> counts = new LinkedHashMap<>();
          queries.terms(words.query()).forEach(term -> counts.merge(term, 1, Integer::sum));
          for (Map.Entry<String, Integer> term : counts.entrySet()) {
            add(queries.exact(term.getKey()), term.getValue(), totals, matched);
          }
        }
      } else {
        add(QueryStringParser.parse(clause.query(), fields), 1, totals, matched);
      }
    }
    List<TextMatch> matches = new ArrayList<>();
    matched.stream()
        .filter(i -> check.test(ids.get(i), i))
        .forEach(i -> matches.add(new TextMatch(ids.get(i), (float) totals[i])));
    matches.sort(
        Comparator.comparingDouble(TextMatch::score).reversed().thenComparing(TextMatch::id));
    return matches.subList(0, Math.min(limit, matches.size()));
  }

  @SuppressWarnings("deprecation") // The other form needs a manager of collectors.
  private void add(Query query, int factor, double[] totals, BitSet matched) throws IOException {
    searcher.search(
        query,
        new SimpleCollector() {
          private int base;
          private @Nullable Scorable scorer;

          @Override
          public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE;
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
            totals[base + document] += (double) factor * Objects.requireNonNull(scorer).score();
          }
        });
  }
}
