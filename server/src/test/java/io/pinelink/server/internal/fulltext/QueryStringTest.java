package io.pinelink.server.internal.fulltext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what query strings find, one table for each part of the grammar. */
class QueryStringTest {
  private static final FullTextIndex INDEX =
      Texts.index(
          Map.of("title", Texts.PLAIN, "body", Texts.PLAIN),
          Map.of(
              "1", Map.of("title", "Machine learning", "body", "alpha beta gamma"),
              "2", Map.of("title", "Quantum machine", "body", "alpha gamma beta"),
              "3", Map.of("title", "Databases", "body", "beta and delta"),
              "4", Map.of("title", "Learning", "body", "gamma or state-of-the-art delta"),
              "5", Map.of("body", "alphabet epsilon", "tag", "alpha")));

  private static String found(String query) {
    return Texts.ids(Texts.query(INDEX, query));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "title:machine; 1 2",
        "title:(machine); 1 2",
        "title:(MACHINE); 1 2",
        "title:(machine learning); 1 2 4",
        "title : machine; 1 2",
        "title:(quantum) OR body:(epsilon); 2 5",
        "title:(quantum body:epsilon); 2 5",
        "body:machine; ``",
        "alpha; 1 2",
        "delta machine; 1 2 3 4",
      })
  void wordsAreSearchedInTheirFieldOrInAllFields(String query, String ids) {
    assertThat(found(query)).isEqualTo(ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "body:(alpha AND beta); 1 2",
        "body:(alpha OR delta); 1 2 3 4",
        "body:(beta NOT alpha); 3",
        "body:(beta AND NOT alpha); 3",
        "body:(NOT alpha beta); 3",
        "body:(NOT alpha AND beta); 3",
        "body:(+beta gamma); 1 2 3",
        "body:(beta -alpha); 3",
        "body:(beta - alpha); 3",
        "body:(+alpha +beta -epsilon); 1 2",
        "body:(+delta -state); 3",
        "+title:learning +body:alpha; 1",
        "-title:machine body:beta; 3",
        "alpha AND beta AND machine; 1 2",
        "body:(alpha && delta || epsilon); 5",
        "body:(beta !alpha); 3",
      })
  void operatorsCombineWords(String query, String ids) {
    assertThat(found(query)).isEqualTo(ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "body:(epsilon OR alpha AND delta); 5",
        "body:(alpha AND delta OR epsilon); 5",
        "body:(alpha AND delta epsilon); 5",
        "body:(epsilon alpha AND delta); 5",
        "body:((epsilon OR alpha) AND beta); 1 2",
        "body:(alpha AND (epsilon OR beta)); 1 2",
        "body:(beta AND gamma OR delta AND state); 1 2 4",
        "body:(beta AND gamma OR delta AND NOT state); 1 2 3",
        "body:(((beta))); 1 2 3",
        "(body:beta) (title:learning); 1 2 3 4",
      })
  void andBindsTighterThanOr(String query, String ids) {
    assertThat(found(query)).isEqualTo(ids);
  }

  /** The vendor's documentation is silent here. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "-alpha; ``",
        "NOT body:alpha; ``",
        "body:(beta AND (NOT alpha)); ``",
        "body:(beta OR NOT alpha); 3",
        "body:(beta AND ...); 1 2 3",
        "body:(... OR beta); 1 2 3",
        "...; ``",
        "body:(beta -\"...\"); 1 2 3",
        "title:(body:beta); 1 2 3",
        "or; 4",
        "body:(and); 3",
        "ANDROID; ``",
        "body:(state-of-the-art); 4",
        "body:(state-of-mind); 4",
        "\\u0062eta; 1 2 3",
        "rock&roll OR a|b OR beta; 1 2 3",
      })
  void undocumentedSyntaxFollowsTheClassicParser(String query, String ids) {
    assertThat(found(query)).isEqualTo(ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "body:(\"alpha beta\"); 1",
        "body:\"alpha beta\"; 1",
        "\"ALPHA beta\"; 1",
        "\"beta alpha\"; ``",
        "\"alpha\"; 1 2",
        "\"\" beta; 1 2 3",
        "\"state of the art\"; 4",
        "\"state-of-the-art\"; 4",
        "body:(\"alpha beta\"~0); 1",
        "body:(\"alpha beta\"~); 1",
        "body:(\"alpha beta\"~1); 1 2",
        "body:(\"beta alpha\"~1); ``",
        "body:(\"beta alpha\"~2); 1",
        "body:(\"beta alpha\"~3); 1 2",
        "body:(\"alpha beta\"~999999999); 1 2",
        "+\"alpha beta\" -title:databases; 1",
        "body:(\"alpha\\\" beta\"); 1",
      })
  void phrasesAreSequencesOfWords(String query, String ids) {
    assertThat(found(query)).isEqualTo(ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "body:(\"alpha be\"*); 1",
        "body:(\"ALPHA BE\"*); 1",
        "body:(\"alpha beta g\"*); 1",
        "body:(\"alpha x\"*); ``",
        "body:(\"beta alpha\"*); ``",
        "\"quantum mach\"*; 2",
        "\"state-of\"*; 4",
        "body:(\"alpha be\"*^2 epsilon); 1 5",
      })
  void thePrefixOfAPhraseCompletesItsLastWord(String query, String ids) {
    assertThat(found(query)).isEqualTo(ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "body:/alph.*/; 1 2 5",
        "body:/alpha/; 1 2",
        "body:/ALPHA/; 1 2",
        "body:/.*ta/; 1 2 3 4",
        "body:/[ae].{5,}/; 5",
        "body:/alpha beta/; ``",
        "body:(/eps.*/ OR delta); 3 4 5",
        "/mach.*/; 1 2",
        "body:/alpha|delta/; 1 2 3 4",
        "body:/a\\/b|beta/; 1 2 3",
        "+body:/beta/ -title:/data(bases)?/; 1 2",
      })
  void regularExpressionsMatchSingleTokens(String query, String ids) {
    assertThat(found(query)).isEqualTo(ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "title:(machxne~1); 1 2",
        "title:(mchine~1); 1 2",
        "title:(machinee~1); 1 2",
        "title:(MACHXNE~1); 1 2",
        "title:(machxnx~1); ``",
        "title:(machxnx~2); 1 2",
        "title:(mahcine~1); ``",
        "title:(mahcine~2); 1 2",
        "title:(machine~0); 1 2",
        "title:(machxne~0); ``",
        "title:(machxne~); 1 2",
        "title:(machxnx~); ``",
        "title:(qxantxm~); ``",
        "title:(databxsxs~); 3",
        "title:(databxxxs~); ``",
        "body:(xr~1); 4",
        "body:(xr~); ``",
        "body:(stxte-xf~1); 4",
        "+machxne~ +quantum; 2",
      })
  void fuzzyWordsMatchWithinADistance(String query, String ids) {
    assertThat(found(query)).isEqualTo(ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "alpha*; ``",
        "al?ha; ``",
        "*; ``",
        "*lpha; ``",
        "body:alpha*; ``",
        "body:(alpha* beta); 1 2 3",
        "body:(alpha* AND beta); ``",
        "body:(beta -alph*); 1 2 3",
        "alpha*^2 beta; 1 2 3",
        "alpha\\*; 1 2",
      })
  void aWildcardMatchesNothing(String query, String ids) {
    assertThat(found(query)).isEqualTo(ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "\\(alpha\\); 1 2",
        "\\+alpha\\!; 1 2",
        "alpha\\:; 1 2",
        "alpha\\ beta; 1 2 3",
        "\\AND; 3",
        "alpha\\^2; 1 2",
        "alpha\\~; 1 2",
        "\\\"beta; 1 2 3",
        "\\[alpha\\]; 1 2",
        "\\/alpha\\/; 1 2",
        "bod\\y:beta; 1 2 3",
        "\\alpha; 1 2",
      })
  void anEscapedCharacterIsPlainText(String query, String ids) {
    assertThat(found(query)).isEqualTo(ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "title:machine^3; title:machine; 3",
        "title:machine^0.5; title:machine; 0.5",
        "title:machine^1; title:machine; 1",
        "title:\"machine learning\"^2; title:\"machine learning\"; 2",
        "title:\"machine learning\"~2^2; title:\"machine learning\"~2; 2",
        "title:\"machine learning\"^2~2; title:\"machine learning\"~2; 2",
        "(title:machine)^2.25; title:machine; 2.25",
        "title:(machine^2)^3; title:machine; 6",
        "title:(machine learning)^2; title:(machine learning); 2",
        "title:machxne~1^4; title:machxne~1; 4",
        "title:/mach.*/^5; title:/mach.*/; 5",
        "title:machine^0; title:machine; 0",
        "title:(machine AND learning)^0; title:(machine AND learning); 0",
        "title:machine^1000000000000000000; title:machine; 1000000000000000000",
      })
  void aBoostMultipliesTheScore(String boosted, String plain, float factor) {
    Map<String, Float> expected = Texts.query(INDEX, plain);

    assertThat(expected).isNotEmpty();
    assertThat(Texts.query(INDEX, boosted)).hasSameSizeAs(expected);
    Texts.query(INDEX, boosted)
        .forEach(
            (id, score) ->
                assertThat(score)
                    .isCloseTo(Texts.score(expected, id) * factor, within(1e-5f * factor * 10)));
  }

  @Test
  void aFuzzyHitScoresAConstantAndAnExactHitMore() {
    FullTextIndex index =
        Texts.bodies(Texts.PLAIN, "word", "ward and more words here", "word ward");

    Map<String, Float> scores = Texts.query(index, "word~1");
    Map<String, Float> exact = Texts.query(index, "word");

    assertThat(scores.get("2")).isEqualTo(1);
    assertThat(scores.get("1")).isEqualTo(1 + Texts.score(exact, "1"));
    assertThat(scores.get("3")).isEqualTo(1 + Texts.score(exact, "3"));
  }

  @Test
  void aRegularExpressionScoresAConstant() {
    assertThat(Texts.query(INDEX, "body:/.*a/").values()).containsOnly(1f);
  }

  @Test
  void aPrefixIsCompletedByTheFirstFiftyTokens() {
    StringBuilder text = new StringBuilder();
    for (int i = 100; i < 200; i++) {
      text.append("new x").append(i).append(' ');
    }
    FullTextIndex index = Texts.bodies(Texts.PLAIN, text.toString(), "new x149", "new x150");

    assertThat(Texts.ids(Texts.query(index, "\"new x\"*"))).isEqualTo("1 2");
    assertThat(Texts.ids(Texts.query(index, "\"new x15\"*"))).isEqualTo("1 3");
  }

  @Test
  void aPrefixIsNotStemmedButTheWordsBeforeAre() {
    FullTextIndex index = Texts.bodies(Texts.STEMMED, "the runner runs migrations", "run migrant");

    assertThat(Texts.ids(Texts.query(index, "\"running migr\"*"))).isEqualTo("1 2");
    assertThat(Texts.ids(Texts.query(index, "\"running migra\"*"))).isEqualTo("1 2");
    assertThat(Texts.ids(Texts.query(index, "\"running migrati\"*"))).isEmpty();
    assertThat(Texts.ids(Texts.query(index, "\"the run\"*"))).isEqualTo("1 2");
  }

  @Test
  void stopWordsOfAQueryAreLeftOut() {
    FullTextIndex index = Texts.bodies(Texts.STEMMED, "the state of the art", "art");

    assertThat(Texts.ids(Texts.query(index, "the AND art"))).isEqualTo("1 2");
    assertThat(Texts.ids(Texts.query(index, "+the +state"))).isEqualTo("1");
    assertThat(Texts.ids(Texts.query(index, "\"state of the art\""))).isEqualTo("1");
    assertThat(Texts.ids(Texts.query(index, "\"state art\""))).isEmpty();
    assertThat(Texts.ids(Texts.query(index, "the"))).isEmpty();
  }

  @Test
  void partsOfWordsAreFoundByGrams() {
    FullTextIndex index =
        Texts.bodies(
            new TextAnalysis("en", false, false, 3, 4, false),
            "computer search",
            "a search engine");

    assertThat(Texts.ids(Texts.query(index, "mput"))).isEqualTo("1");
    assertThat(Texts.ids(Texts.query(index, "earc AND engi"))).isEqualTo("2");
    assertThat(Texts.ids(Texts.query(index, "\"search engine\""))).isEqualTo("2");
    assertThat(Texts.ids(Texts.query(index, "to"))).isEmpty();
  }

  @Test
  void scoresOfFieldsAddUp() {
    Map<String, Float> both = Texts.query(INDEX, "delta learning");

    float separate =
        Texts.score(Texts.query(INDEX, "body:delta"), "4")
            + Texts.score(Texts.query(INDEX, "title:learning"), "4");
    assertThat(both.get("4")).isCloseTo(separate, within(1e-5f));
  }
}
