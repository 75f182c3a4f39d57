package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbedderTest {

  private static final Embedder EMBEDDER = new Embedder();

  @Test
  void aTextBecomesDenseValuesOfUnitLength() {
    float[] values = EMBEDDER.embed("a small domesticated feline");

    assertThat(values).hasSize(Embedder.DIMENSION);
    assertThat(Cosine.of(values, values)).isCloseTo(1, within(1e-5));
  }

  @Test
  void textsOfLikeMeaningAreNearer() {
    float[] dog = EMBEDDER.embed("a dog barks");

    assertThat(Cosine.of(dog, EMBEDDER.embed("the puppy makes noise")))
        .isGreaterThan(Cosine.of(dog, EMBEDDER.embed("interest rates on government bonds")));
  }

  @Test
  void manyTextsKeepTheirOrder() {
    List<String> texts = IntStream.range(0, 70).mapToObj(i -> "the number " + i).toList();

    List<float[]> values = EMBEDDER.embedAll(texts, done -> {});

    assertThat(values).hasSize(70);
    assertThat(values.get(0)).containsExactly(EMBEDDER.embed("the number 0"));
    assertThat(values.get(69)).containsExactly(EMBEDDER.embed("the number 69"));
  }

  @Test
  void progressEndsWithTheNumberOfTexts() {
    List<Integer> progress = new ArrayList<>();

    EMBEDDER.embedAll(IntStream.range(0, 70).mapToObj(i -> "text " + i).toList(), progress::add);

    assertThat(progress).containsExactly(64, 70);
  }

  @Test
  void noTextsHaveNoEmbeddings() {
    assertThat(EMBEDDER.embedAll(List.of(), done -> {})).isEmpty();
  }

  @Test
  void theTokenizerIsOffline() {
    assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
  }
}
