package io.pinelink.server.internal.fulltext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import io.pinelink.server.internal.fulltext.RandomQueries.Pair;
import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tests that searches score as Lucene does with queries built by hand, and that any query string is
 * either searched or refused.
 */
class FullTextProperties {
  private static final long SEED = 20260701;
  private static final int CASES = Integer.getInteger("pinelink.cases", 400);
  private static final int DOCUMENTS = 300;
  private static final int WORDS = 30;

  private static final List<String> PIECES =
      List.of(
          "ka",
          "kalo",
          "mi",
          "body:",
          "title:",
          "no:",
          "AND",
          "OR",
          "NOT",
          "&&",
          "||",
          "!",
          "+",
          "-",
          "(",
          ")",
          "\"",
          "*",
          "?",
          "~",
          "~1",
          "~9",
          "^",
          "^2",
          "^0.5",
          "^1e9",
          "/",
          "/ka.*/",
          "[",
          "]",
          "{",
          "}",
          "\\",
          "\\u00",
          "\\(",
          ":",
          "\"ka lo\"",
          "\"ka lo\"~3",
          "\"ka l\"*",
          "{2,3}",
          "<1-9>",
          "#",
          "@",
          "\ud83d",
          "é",
          "\u0000",
          "\u3000",
          " ",
          " ",
          " ");

  private static FullTextIndex index;
  private static IndexSearcher oracle;

  @BeforeAll
  static void fill() throws IOException {
    RandomQueries random = new RandomQueries(new SplittableRandom(SEED));
    Map<String, Map<String, String>> documents = new LinkedHashMap<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      documents.put("id-" + i, Map.of("title", random.text(WORDS / 5), "body", random.text(WORDS)));
    }
    index = Texts.index(Map.of("title", Texts.PLAIN, "body", Texts.PLAIN), documents);
    oracle = oracle(documents);
  }

  private static IndexSearcher oracle(Map<String, Map<String, String>> documents)
      throws IOException {
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    try (IndexWriter writer =
        new IndexWriter(directory, new IndexWriterConfig(new StandardAnalyzer()))) {
      for (Map.Entry<String, Map<String, String>> entry : documents.entrySet()) {
        Document document = new Document();
        document.add(new StringField("id", entry.getKey(), Store.YES));
        entry
            .getValue()
            .forEach((field, text) -> document.add(new TextField(field, text, Store.NO)));
        writer.addDocument(document);
      }
    }
    return new IndexSearcher(DirectoryReader.open(directory));
  }

  @Test
  void queryStringsScoreAsQueriesBuiltByHand() throws IOException {
    int matches = 0;
    for (int i = 0; i < CASES; i++) {
      Pair pair = new RandomQueries(new SplittableRandom(SEED + i)).query();

      Map<String, Float> scores = Texts.query(index, pair.text());

      matches += scores.size();
      assertSame("seed " + (SEED + i) + ": " + pair.text(), scores, pair.query());
    }
    assertThat(matches).as("matches of all queries").isGreaterThan(10 * CASES);
  }

  @Test
  void wordsScoreAsAnyOfTheirTerms() throws IOException {
    for (int i = 0; i < CASES; i++) {
      List<String> words = new RandomQueries(new SplittableRandom(SEED + i)).words(8);
      BooleanQuery.Builder query = new BooleanQuery.Builder();
      for (String word : words) {
        for (String field : RandomQueries.FIELDS) {
          query.add(new TermQuery(new Term(field, word)), Occur.SHOULD);
        }
      }

      Map<String, Float> scores =
          Texts.scores(
              index,
              List.of(new TextClause.Words("x " + String.join(" ", words), RandomQueries.FIELDS)));

      assertSame("seed " + (SEED + i) + ": " + words, scores, query.build());
    }
  }

  private static void assertSame(String as, Map<String, Float> scores, Query query)
      throws IOException {
    Map<String, Float> expected = new HashMap<>();
    for (ScoreDoc hit : oracle.search(query, DOCUMENTS).scoreDocs) {
      expected.put(oracle.storedFields().document(hit.doc).get("id"), hit.score);
    }
    assertThat(scores.keySet()).as(as).isEqualTo(expected.keySet());
    assertThat(scores)
        .as(as)
        .allSatisfy(
            (id, score) ->
                assertThat(score).isCloseTo(expected.get(id), within(1e-4f + score * 1e-5f)));
  }

  @Test
  void anyQueryStringIsSearchedOrRefused() {
    int searched = 0;
    for (int i = 0; i < 10 * CASES; i++) {
      SplittableRandom random = new SplittableRandom(SEED + i);
      StringBuilder query = new StringBuilder();
      for (int left = 1 + random.nextInt(8); left > 0; left--) {
        query.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      searched += isSearched("seed " + (SEED + i) + ": " + query, query.toString()) ? 1 : 0;
    }
    assertThat(searched).as("queries that are not refused").isGreaterThan(CASES);
  }

  private static boolean isSearched(String as, String query) {
    boolean[] searched = new boolean[1];
    assertThatCode(
            () -> {
              try {
                Map<String, Float> scores = Texts.query(index, query);
                assertThat(scores.values()).as(as).allMatch(score -> score >= 0);
                searched[0] = true;
              } catch (RpcException e) {
                assertThat(e.text()).as(as).isNotBlank();
              }
            })
        .as(as)
        .doesNotThrowAnyException();
    return searched[0];
  }
}
