package io.pinelink.server.internal.fulltext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextAnalyzerTest {
  private static List<String> terms(TextAnalysis analysis, String text) {
    return new TextAnalyzer(analysis).tokens(text).stream().map(TextToken::term).toList();
  }

  private static TextAnalysis grams(int min, int max, boolean prefixOnly) {
    return new TextAnalysis("en", false, false, min, max, prefixOnly);
  }

  /** Texts of two words, the first of which is a stop word where the language has them. */
  @ParameterizedTest
  @CsvSource({
    "ar, والكتاب المدرسة, والكتاب, والكتاب, مدرس",
    "da, og husene, og, hus, ''",
    "de, die Häuser, die, haus, ''",
    "el, και σπίτια, και, κα, σπιτ",
    "en, the migrating, the, migrat, ''",
    "es, las casas, las, cas, ''",
    "fi, ja taloissa, ja, talo, ''",
    "fr, les maisons, les, maison, ''",
    "hu, és házak, és, ház, ''",
    "it, della gatti, della, gatt, ''",
    "nl, het huizen, het, huiz, ''",
    "no, og husene, og, hus, ''",
    "pt, das casas, das, cas, ''",
    "ro, pentru casele, pentru, pentru, cas",
    "ru, и книги, и, книг, ''",
    "sv, och husen, och, hus, ''",
    "ta, ஒரு புத்தகங்கள், ஒரு, ஒரு, புத்தகம்",
    "tr, ve evler, ve, ve, ev",
  })
  void eachLanguageStemsAndRemovesStopWords(
      String language, String text, String firstPlain, String first, String second) {
    TextAnalysis plain = new TextAnalysis(language, false, false, 0, 0, false);
    boolean stopWords = TextLanguage.find(language).orElseThrow().hasStopWords();
    TextAnalysis stemmed = new TextAnalysis(language, true, stopWords, 0, 0, false);

    assertThat(terms(plain, text)).hasSize(2).startsWith(firstPlain);
    assertThat(terms(stemmed, text)).isEqualTo(stopWords ? List.of(first) : List.of(first, second));
  }

  @Test
  void stemmingAloneKeepsStopWords() {
    TextAnalysis analysis = new TextAnalysis("en", true, false, 0, 0, false);

    assertThat(terms(analysis, "State-of-the-Art Models"))
        .containsExactly("state", "of", "the", "art", "model");
  }

  @Test
  void stopWordsAreRemovedBeforeStemming() {
    TextAnalysis german = new TextAnalysis("de", true, true, 0, 0, false);

    // The stem is "wahrend", which is not in the list.
    assertThat(terms(german, "während Häuser")).containsExactly("haus");
  }

  @Test
  void removedStopWordsLeaveAGap() {
    assertThat(new TextAnalyzer(Texts.STEMMED).tokens("state of the art"))
        .containsExactly(new TextToken("state", 0, 0), new TextToken("art", 3, 13));
  }

  @ParameterizedTest
  @CsvSource({"ÄPFEL, äpfel", "ΣΟΦΊΑ, σοφία", "КНИГА, книга", "PineCone, pinecone"})
  void textIsLowercased(String text, String term) {
    assertThat(terms(Texts.PLAIN, text)).containsExactly(term);
  }

  @Test
  void aTokenIsCutAfterFortyCharacters() {
    assertThat(terms(Texts.PLAIN, "x".repeat(41) + " y")).containsExactly("x".repeat(40), "y");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "docs.example.com | docs example com",
        "body:quantum | body quantum",
        "don't | don t",
        "snake_case | snake case",
        "3.14 | 3 14",
        "C++ | c",
        "a\u2014b\u2026c | a b c",
        "\ud83d\ude00fun | fun",
        "e\u0301t\u00e9 | e\u0301t\u00e9",
      })
  void wordsEndAtPunctuation(String text, String terms) {
    assertThat(terms(Texts.PLAIN, text)).containsExactly(terms.split(" "));
  }

  @Test
  void offsetsReferToTheText() {
    assertThat(TextAnalyzer.WORDS.tokens("\ud83d\ude00 a.b"))
        .extracting(TextToken::start)
        .containsExactly(3, 5);
  }

  @Test
  void punctuationHasNoTokens() {
    assertThat(terms(Texts.PLAIN, " ... !? -- ")).isEmpty();
  }

  @Test
  void gramsCoverEveryPositionOfAWord() {
    assertThat(terms(grams(3, 4, false), "Search"))
        .containsExactlyInAnyOrder("sea", "ear", "arc", "rch", "sear", "earc", "arch");
    assertThat(new TextAnalyzer(grams(2, 2, false)).tokens("ab cde"))
        .extracting(TextToken::position)
        .containsExactly(0, 1, 1);
  }

  @Test
  void prefixGramsStartWithTheWord() {
    assertThat(terms(grams(2, 4, true), "search it")).containsExactly("se", "sea", "sear", "it");
  }

  @Test
  void gramsDoNotStemInTheirLanguage() {
    TextAnalysis german = new TextAnalysis("de", false, false, 6, 6, false);

    assertThat(terms(german, "Häuser")).containsExactly("häuser");
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> new TextAnalyzer(grams(4, 3, false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ngram.max_gram is 3, expected 4 to 10");
  }

  @Test
  void aTokenDoesNotShowItsTerm() {
    assertThat(new TextToken("secret", 3, 5)).hasToString("TextToken[position=3]");
  }
}
