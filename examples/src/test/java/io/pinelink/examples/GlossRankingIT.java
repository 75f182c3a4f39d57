package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pinelink.DocumentIndex;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.FieldSelection;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Full-text search over 3,000 glosses of a dictionary, compared with Lucene used directly. */
@Tag("slow")
class GlossRankingIT {
  private static final String GLOSS = "gloss";
  private static final int COUNT = 3_000;
  private static final int BATCH = 1_000;

  private static EmbeddedPinecone server;
  private static Pinelink client;
  private static DocumentIndex glosses;
  private static DirectoryReader reader;

  @BeforeAll
  static void fill() throws IOException {
    List<Entry> entries = Dictionary.mostUsedNouns(COUNT);
    server = EmbeddedPinecone.start();
    client = server.clientBuilder().build();
    IndexSchema schema = IndexSchema.builder().text(GLOSS, FullTextSearch.defaults()).build();
    client
        .controlPlane()
        .createDocumentIndex(
            CreateDocumentIndexRequest.builder(
                    "glosses", schema, IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                .build());
    glosses = client.documents("glosses");
    List<Document> documents = new ArrayList<>();
    for (Entry entry : entries) {
      documents.add(Document.builder(entry.id()).put(GLOSS, entry.gloss()).build());
    }
    for (int from = 0; from < documents.size(); from += BATCH) {
      glosses.upsert(documents.subList(from, Math.min(from + BATCH, documents.size())));
    }
    reader = oracle(entries);
  }

  private static DirectoryReader oracle(List<Entry> entries) throws IOException {
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    IndexWriterConfig settings =
        new IndexWriterConfig(new StandardAnalyzer(CharArraySet.EMPTY_SET));
    try (IndexWriter writer = new IndexWriter(directory, settings)) {
      for (Entry entry : entries) {
        var document = new org.apache.lucene.document.Document();
        document.add(new StringField("id", entry.id(), Field.Store.YES));
        // The service splits words at any punctuation, Lucene's tokenizer alone does not.
        String words = entry.gloss().replaceAll("[\\p{P}\\p{S}]", " ");
        document.add(new TextField(GLOSS, words, Field.Store.NO));
        writer.addDocument(document);
      }
    }
    return DirectoryReader.open(directory);
  }

  @AfterAll
  static void close() throws IOException {
    client.close();
    server.close();
    reader.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a small domesticated animal",
        "the part of a plant that grows underground",
        "money paid for work",
        "water",
        "ANY of the STARS",
        "nosuchwordanywhere"
      })
  void wordsAreScoredAsByLucene(String text) throws IOException {
    assertSame(ScoringClause.text(text, GLOSS), anyWord(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"body of water", "the act of", "living organism"})
  void phrasesAreScoredAsByLucene(String phrase) throws IOException {
    assertSame(
        ScoringClause.queryString(GLOSS + ":\"" + phrase + "\""),
        new PhraseQuery(GLOSS, phrase.split(" ", -1)));
    assertSame(
        ScoringClause.queryString(GLOSS + ":\"" + phrase + "\"~3"),
        new PhraseQuery(3, GLOSS, phrase.split(" ", -1)));
  }

  @ParameterizedTest
  @ValueSource(floats = {0.1f, 2.5f, 7})
  void boostsAreScoredAsByLucene(float boost) throws IOException {
    assertSame(
        ScoringClause.queryString(GLOSS + ":(water^" + boost + " OR animal)"),
        new BooleanQuery.Builder()
            .add(new BoostQuery(term("water"), boost), BooleanClause.Occur.SHOULD)
            .add(term("animal"), BooleanClause.Occur.SHOULD)
            .build());
  }

  /** Misspelt words score a constant, so only the matches are compared. */
  @ParameterizedTest
  @ValueSource(strings = {"watter", "animl", "plannt"})
  void misspeltWordsMatchAsByLucene(String word) throws IOException {
    FuzzyQuery query = new FuzzyQuery(new Term(GLOSS, word), 1, 0, 1_024, false);

    assertThat(scores(ScoringClause.queryString(GLOSS + ":" + word + "~1")).keySet())
        .isNotEmpty()
        .isEqualTo(scores(query).keySet());
  }

  private static void assertSame(ScoringClause clause, Query query) throws IOException {
    Map<String, Double> found = scores(clause);
    Map<String, Double> expected = scores(query);

    assertThat(found.keySet()).isEqualTo(expected.keySet());
    expected.forEach((id, score) -> assertThat(found.get(id)).isCloseTo(score, within(1e-4)));
    List<Double> ranking =
        glosses.search(request(clause)).matches().stream()
            .map(match -> match.score().orElseThrow())
            .toList();
    assertThat(ranking).isSortedAccordingTo((one, other) -> Double.compare(other, one));
  }

  private static SearchDocumentsRequest request(ScoringClause clause) {
    return SearchDocumentsRequest.builder(clause).topK(COUNT).fields(FieldSelection.none()).build();
  }

  private static Map<String, Double> scores(ScoringClause clause) {
    Map<String, Double> scores = new HashMap<>();
    for (DocumentMatch match : glosses.search(request(clause)).matches()) {
      scores.put(match.id(), match.score().orElseThrow());
    }
    return scores;
  }

  private static Map<String, Double> scores(Query query) throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    Map<String, Double> scores = new HashMap<>();
    for (ScoreDoc hit : searcher.search(query, COUNT).scoreDocs) {
      scores.put(searcher.storedFields().document(hit.doc).get("id"), (double) hit.score);
    }
    return scores;
  }

  private static Query anyWord(String text) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    for (String word : text.toLowerCase(Locale.ROOT).split(" ", -1)) {
      query.add(term(word), BooleanClause.Occur.SHOULD);
    }
    return query.build();
  }

  private static TermQuery term(String word) {
    return new TermQuery(new Term(GLOSS, word));
  }
}
