package io.pinelink.examples;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DictionaryTest {

  private static final Entry CAT =
      new Entry(
          "n-02124272",
          "cat",
          "noun",
          "noun.animal",
          "feline mammal usually having thick soft fur and no ability to roar: domestic cats;"
              + " wildcats");

  private static final List<Entry> FOUR_HUNDRED = Dictionary.mostUsedNouns(400);

  @Test
  void aFewHundredNounsIncludeEverydayWords() {
    assertThat(FOUR_HUNDRED).hasSize(400).contains(CAT);
    assertThat(FOUR_HUNDRED).extracting(Entry::lemma).contains("doctor", "sun", "coffee", "house");
  }

  @Test
  void aFewHundredNounsComeFromEveryLexicalFile() {
    assertThat(FOUR_HUNDRED.stream().map(Entry::lexicalFile).collect(toSet()))
        .hasSize(26)
        .contains("noun.animal", "noun.artifact", "noun.food", "noun.person", "noun.plant");
  }

  @Test
  void aSmallerCountIsTheBeginningOfALargerOne() {
    assertThat(Dictionary.mostUsedNouns(7)).isEqualTo(FOUR_HUNDRED.subList(0, 7));
  }

  @Test
  void allUsedNounsDifferInIdAndHaveAGloss() {
    List<Entry> all = Dictionary.mostUsedNouns(Integer.MAX_VALUE);

    assertThat(all).hasSize(13_733);
    assertThat(all).extracting(Entry::id).doesNotHaveDuplicates().allMatch(id -> id.length() == 10);
    assertThat(all).extracting(Entry::gloss).noneMatch(String::isBlank);
    assertThat(all).extracting(Entry::lemma).noneMatch(String::isBlank);
  }

  @Tag("slow")
  @Test
  void theWholeDictionaryHasEveryPartOfSpeech() {
    List<Entry> all = Dictionary.all();

    assertThat(all).hasSize(117_791).contains(CAT);
    assertThat(all).extracting(Entry::id).doesNotHaveDuplicates().allMatch(id -> id.length() == 10);
    assertThat(all).extracting(Entry::gloss).noneMatch(String::isBlank);
    assertThat(all.stream().map(Entry::partOfSpeech).collect(toSet()))
        .containsExactlyInAnyOrder("noun", "verb", "adjective", "adverb");
  }

  @Test
  void aDefinitionEndsWhereTheUsageExamplesBegin() {
    assertThat(Dictionary.definition("any of a kind; \"an example\"; \"another; one\""))
        .isEqualTo("any of a kind");
    assertThat(Dictionary.definition("a complete extent or range: \"a face that expressed it\""))
        .isEqualTo("a complete extent or range");
  }

  @Test
  void aDefinitionKeepsItsOwnQuotesAndSemicolons() {
    assertThat(Dictionary.definition("the phrase \"the call of duty\"; an obligation "))
        .isEqualTo("the phrase \"the call of duty\"; an obligation");
  }

  @Test
  void aCountOfZeroIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dictionary.mostUsedNouns(0))
        .withMessage("count must be 1 or more, not 0");
  }
}
