package io.pinelink.server.internal.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests searches of the words of documents, as far as the engine behind them does not. */
class TextSearchTest {
  private static final String FIELDS =
      "{'title':{'type':'string','full_text_search':{}},"
          + "'body':{'type':'string','embed':{}},"
          + "'s':{'type':'sparse_vector'}}";
  private static final String DOCUMENTS =
      "{'documents':["
          + "{'_id':'a','title':'Spring tides','body':'high water','n':1},"
          + "{'_id':'b','title':'Spring in the north','body':'tides of spring','n':2,"
          + "'s':{'indices':[1],'values':[1]}},"
          + "{'_id':'c','title':'Winter tyres','n':3,'s':{'indices':[1],'values':[2]}},"
          + "{'_id':'d','body':'nothing else'}]}";

  private final DocumentsUnderTest pinecone = new DocumentsUnderTest();

  @BeforeEach
  void create() {
    pinecone.create("docs", FIELDS);
    pinecone.write("docs", "upsert", DOCUMENTS);
  }

  private static String text(String query, String fields, String more) {
    return "{'top_k':9,'score_by':[{'type':'text','fields':["
        + fields
        + "],'query':'"
        + query
        + "'}]"
        + more
        + "}";
  }

  private static String queryString(String query) {
    return "{'top_k':9,'score_by':[{'type':'query_string','query':'" + query + "'}]}";
  }

  /** The formula with k1 = 1.2 and b = 0.75, without the constant factor k1 + 1. */
  @Test
  void scoresFollowTheFormulaOfBm25() {
    pinecone.create("bm25", "{'t':{'type':'string','full_text_search':{}}}");
    pinecone.write(
        "bm25",
        "upsert",
        "{'documents':[{'_id':'a','t':'tides tides sea'},{'_id':'b','t':'sea'}]}");

    double idf = Math.log(1 + (2 - 1 + 0.5) / (1 + 0.5));
    double expected = idf * 2 / (2 + 1.2 * (1 - 0.75 + 0.75 * 3 / 2));
    assertThat(
            pinecone
                .read("bm25", "search", text("tides", "'t'", ""))
                .at("/matches/0/_score")
                .doubleValue())
        .isCloseTo(expected, within(1e-6));
  }

  @Test
  void documentsWithAnyWordAreFoundBestFirst() {
    JsonNode found = pinecone.read("docs", "search", text("TIDES spring", "'title'", ""));

    assertThat(found.path("matches").findValuesAsText("_id")).containsExactly("a", "b");
    assertThat(found.at("/matches/0/_score").floatValue())
        .isGreaterThan(found.at("/matches/1/_score").floatValue());
    assertThat(pinecone.found("docs", text("tides", "'body'", ""))).containsExactly("b");
    assertThat(pinecone.found("docs", text("tides", "'title','body'", "")))
        .containsExactlyInAnyOrder("a", "b");
    assertThat(pinecone.found("docs", text("absent", "'title'", ""))).isEmpty();
  }

  @Test
  void aFilterAndTopKNarrowASearchOfWords() {
    assertThat(pinecone.found("docs", text("spring", "'title'", ",'filter':{'n':2}")))
        .containsExactly("b");
    assertThat(
            pinecone.found("docs", text("spring", "'title'", "").replace("'top_k':9", "'top_k':1")))
        .hasSize(1);
  }

  @Test
  void theScoresOfClausesAddUp() {
    float one = score(queryString("title:(tides)"));
    float other = score(queryString("title:(spring)"));
    float both =
        score(
            "{'top_k':1,'score_by':[{'type':'query_string','query':'title:(tides)'},"
                + "{'type':'text','field':'title','query':'spring'}],'filter':{'n':1}}");

    assertThat(both).isCloseTo(one + other, offset(1e-5f));
  }

  private float score(String body) {
    String ofA =
        body.contains("filter") ? body : body.replace("'top_k'", "'filter':{'n':1},'top_k'");
    return pinecone.read("docs", "search", ofA).at("/matches/0/_score").floatValue();
  }

  @Test
  void aMatchWithABoostOfZeroScoresZero() {
    JsonNode match =
        pinecone.read("docs", "search", queryString("title:(tides^0)")).at("/matches/0");

    assertThat(match.path("_id").textValue()).isEqualTo("a");
    assertThat(match.path("_score").floatValue()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title:(tides | the parenthesis is not closed",
        "nowhere:(tides) | nowhere",
        "n:(tides) | n"
      })
  void anInvalidQueryStringIsRefused(String query, String reason) {
    pinecone.refuse(reason, "docs", "search", queryString(query));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'title':{'$match_phrase':'in the north'}} | b",
        "{'title':{'$match_all':'tyres winter'}} | c",
        "{'title':{'$match_any':'tyres north'}} | c b",
        "{'title':{'$match_any':'tyres north'},'n':{'$lt':3}} | b",
        "{'$or':[{'title':{'$match_all':'tyres'}},{'body':{'$match_all':'tides'}}]} | c b",
        "{'title':{'$match_any':'spring','$ne':'Spring tides'}} | b"
      })
  void wordsFilterASearchOfVectors(String filter, String expected) {
    assertThat(
            pinecone.found(
                "docs",
                "{'top_k':9,'score_by':[{'type':'sparse_vector','fields':['s'],"
                    + "'sparse_values':{'indices':[1],'values':[1]}}],'filter':"
                    + filter
                    + "}"))
        .containsExactly(expected.split(" "));
  }

  @Test
  void aSearchOfWordsFollowsEveryWrite() {
    String tides = text("tides", "'title'", "");
    assertThat(pinecone.found("docs", tides)).containsExactly("a");

    pinecone.write("docs", "update", "{'documents':[{'_id':'c','title':'Neap tides'}]}");
    assertThat(pinecone.found("docs", tides)).containsExactlyInAnyOrder("a", "c");
    pinecone.write("docs", "delete", "{'ids':['a']}");
    assertThat(pinecone.found("docs", tides)).containsExactly("c");
    pinecone.write("docs", "update", "{'documents':[{'_id':'c','_remove_fields':['title']}]}");
    assertThat(pinecone.found("docs", tides)).isEmpty();
    DocumentsUnderTest.succeed(200, pinecone.data("docs", "DELETE", "/namespaces/n", ""));
    pinecone.write("docs", "upsert", DOCUMENTS);
    assertThat(pinecone.found("docs", tides)).containsExactly("a");
  }

  @Test
  void wordsAreFoundOnceTheirWriteIsVisible() {
    DocumentsUnderTest delayed = new DocumentsUnderTest(Duration.ofSeconds(3));
    delayed.create("docs", FIELDS);
    delayed.write("docs", "upsert", DOCUMENTS);
    String tides = text("tides", "'title'", "");
    assertThat(delayed.found("docs", tides)).isEmpty();

    delayed.pass(Duration.ofSeconds(3));

    assertThat(delayed.found("docs", tides)).containsExactly("a");
  }

  @Test
  void eachFieldIsAnalysedByItsOwnSettings() {
    pinecone.create(
        "languages",
        "{'plain':{'type':'string','full_text_search':{'language':'de'}},"
            + "'stems':{'type':'string','full_text_search':{'language':'de','stemming':true,"
            + "'stop_words':true}},"
            + "'starts':{'type':'string','full_text_search':{'ngram':"
            + "{'min_gram':3,'max_gram':5,'prefix_only':true}}}}");
    pinecone.write(
        "languages",
        "upsert",
        "{'documents':[{'_id':'a','plain':'die Gezeiten','stems':'die Gezeiten',"
            + "'starts':'Gezeiten'}]}");

    assertThat(pinecone.found("languages", text("die", "'plain'", ""))).containsExactly("a");
    assertThat(pinecone.found("languages", text("die", "'stems'", ""))).isEmpty();
    assertThat(pinecone.found("languages", text("Gezeit", "'plain'", ""))).isEmpty();
    assertThat(pinecone.found("languages", text("Gezeit", "'stems'", ""))).containsExactly("a");
    assertThat(pinecone.found("languages", text("gez", "'starts'", ""))).containsExactly("a");
  }
}
