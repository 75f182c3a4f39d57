package io.pinelink.examples;

import static java.util.Comparator.comparingDouble;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests the dictionary and the model with an exhaustive search, which returns what an index should.
 */
@Tag("slow")
class SemanticSearchTest {

  private static final int FEW = 400;

  private static final Embedder EMBEDDER = new Embedder();
  private static final List<Entry> ENTRIES = Dictionary.mostUsedNouns(3000);
  private static final List<float[]> VALUES =
      EMBEDDER.embedAll(ENTRIES.stream().map(Entry::gloss).toList(), done -> {});

  @ParameterizedTest
  @CsvSource({
    "a small domesticated feline, cat",
    "a vehicle with two wheels moved by pedals, bicycle",
    "someone with a licence to practise medicine, doctor",
    "the star that the earth goes around, sun",
    "a hot drink made from roasted beans, coffee",
    "a person who teaches at school, teacher",
    "a musical instrument with black and white keys, piano",
    "the building where a king lives, palace",
  })
  void aDescriptionFindsItsWordAmongTheFirstThree(String query, String word) {
    assertThat(firstThree(query, ENTRIES.size(), entry -> true)).contains(word);
  }

  @ParameterizedTest
  @CsvSource({
    "a small domesticated feline, cat",
    "someone with a licence to practise medicine, doctor",
    "the star that the earth goes around, sun",
    "a hot drink made from roasted beans, coffee",
    "a person who teaches at school, teacher",
  })
  void fourHundredNounsAreEnoughForEverydayWords(String query, String word) {
    assertThat(firstThree(query, FEW, entry -> true)).contains(word);
  }

  @Test
  void aLexicalFileNarrowsTheAnswer() {
    String query = "it swims in the sea";

    assertThat(firstThree(query, ENTRIES.size(), entry -> true)).doesNotContain("salmon");
    assertThat(firstThree(query, ENTRIES.size(), in("noun.animal"))).contains("salmon");
  }

  private static Predicate<Entry> in(String lexicalFile) {
    return entry -> entry.lexicalFile().equals(lexicalFile);
  }

  private static List<String> firstThree(String query, int count, Predicate<Entry> filter) {
    float[] values = EMBEDDER.embed(query);
    return IntStream.range(0, count)
        .filter(i -> filter.test(ENTRIES.get(i)))
        .boxed()
        .sorted(comparingDouble(i -> -Cosine.of(values, VALUES.get(i))))
        .limit(3)
        .map(i -> ENTRIES.get(i).lemma())
        .toList();
  }
}
