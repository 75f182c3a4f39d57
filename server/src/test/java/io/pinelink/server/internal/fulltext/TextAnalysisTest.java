package io.pinelink.server.internal.fulltext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TextAnalysisTest {
  @Test
  void eighteenLanguagesAreKnown() {
    assertThat(TextLanguage.codes())
        .isEqualTo("ar, da, de, el, en, es, fi, fr, hu, it, nl, no, pt, ro, ru, sv, ta, tr");
    assertThat(TextLanguage.codesWithStopWords())
        .isEqualTo("da, de, en, es, fi, fr, hu, it, nl, no, pt, ru, sv");
  }

  @ParameterizedTest
  @EnumSource(TextLanguage.class)
  void aLanguageIsFoundByItsCodeAndName(TextLanguage language) {
    assertThat(TextLanguage.find(language.code())).contains(language);
    assertThat(TextLanguage.find(language.name().toLowerCase(Locale.ROOT))).contains(language);
  }

  @ParameterizedTest
  @CsvSource({
    "en, false, false, 0, 0, false",
    "de, true, false, 0, 0, false",
    "french, true, true, 0, 0, false",
    "tr, true, false, 0, 0, false",
    "en, false, false, 1, 10, false",
    "en, false, false, 3, 3, true",
    "de, false, false, 2, 4, false",
  })
  void validSettingsAreAccepted(
      String language, boolean stemming, boolean stopWords, int min, int max, boolean prefixOnly) {
    TextAnalysis analysis = new TextAnalysis(language, stemming, stopWords, min, max, prefixOnly);

    assertThatCode(() -> TextAnalysis.check(analysis)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "xx | false | false | 0 | 0 | language is 'xx', expected one of ar, da,",
        "EN | false | false | 0 | 0 | language is 'EN', expected one of ar, da,",
        "en | false | true | 0 | 0 | stop_words is true, expected stemming to be true",
        "tr | true | true | 0 | 0 | stop_words is true with language 'tr', which has none, expected",
        "en | true | false | 2 | 3 | stemming is true, expected false with ngram",
        "en | false | true | 2 | 3 | stop_words is true, expected false with ngram",
        "en | false | false | 0 | 3 | ngram.min_gram is 0, expected 1 to 10",
        "en | false | false | 11 | 12 | ngram.min_gram is 11, expected 1 to 10",
        "en | false | false | 3 | 2 | ngram.max_gram is 2, expected 3 to 10",
        "en | false | false | 3 | 11 | ngram.max_gram is 11, expected 3 to 10",
        "en | false | false | 3 | -1 | ngram.max_gram is -1, expected 3 to 10",
      })
  void otherSettingsAreRefused(
      String language, boolean stemming, boolean stopWords, int min, int max, String fault) {
    TextAnalysis analysis = new TextAnalysis(language, stemming, stopWords, min, max, false);

    assertThatThrownBy(() -> TextAnalysis.check(analysis))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(fault);
  }

  @ParameterizedTest
  @EnumSource(TextLanguage.class)
  void stopWordsExistWhereTheyAreAnnounced(TextLanguage language) {
    if (language.hasStopWords()) {
      assertThat(LanguageFilters.stopWords(language)).isNotEmpty();
    } else {
      assertThatThrownBy(() -> LanguageFilters.stopWords(language))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void eachLanguageHasAStemmerOfItsOwn() {
    assertThat(Arrays.stream(TextLanguage.values()).map(LanguageFilters::stemmer))
        .doesNotHaveDuplicates()
        .extracting(stemmer -> stemmer.getClass().getSimpleName().toUpperCase(Locale.ROOT))
        .containsExactlyElementsOf(
            Arrays.stream(TextLanguage.values()).map(language -> language + "STEMMER").toList());
  }
}
