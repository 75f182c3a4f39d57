package io.pinelink.server.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordTokenizerTest {
  @Test
  void wordsAreLowercaseRunsOfLettersAndDigits() {
    assertThat(WordTokenizer.of("  Tere, HOMMIKUST! Õun-2 don't 東京 ne\u0301e"))
        .containsExactly("tere", "hommikust", "õun", "2", "don", "t", "東京", "ne\u0301e");
    assertThat(WordTokenizer.of("...")).isEmpty();
    assertThat(WordTokenizer.count("a b, c")).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "0, ''",
    "1, '- one'",
    "2, '- one, two'",
    "3, '- one, two three'",
    "4, '- one, two three.'",
  })
  void theFirstWordsKeepTheTextBetweenThem(int words, String text) {
    assertThat(WordTokenizer.first("- one, two three.", words)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1, 'three.'", "2, 'two three.'", "3, 'one, two three.'", "4, '- one, two three.'"})
  void theLastWordsKeepTheTextBetweenThem(int words, String text) {
    assertThat(WordTokenizer.last("- one, two three.", words)).isEqualTo(text);
  }
}
