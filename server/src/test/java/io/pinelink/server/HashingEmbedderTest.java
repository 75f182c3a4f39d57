package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pinelink.inference.Embedding;
import io.pinelink.inference.InputType;
import io.pinelink.model.SparseValues;
import io.pinelink.model.VectorType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashingEmbedderTest {
  private final HashingEmbedder embedder = new HashingEmbedder();

  private float[] dense(String text, int dimension) {
    Embedding embedding =
        embedder.embed(
            new TextEmbedder.Text(text, "m", VectorType.DENSE, dimension, InputType.PASSAGE));
    assertThat(embedding.sparseValues()).isEmpty();
    return embedding.values();
  }

  private Embedding sparse(String text) {
    return embedder.embed(
        new TextEmbedder.Text(text, "m", VectorType.SPARSE, 0, InputType.PASSAGE));
  }

  private double cosine(String a, String b) {
    float[] left = dense(a, 1024);
    float[] right = dense(b, 1024);
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 384, 1024})
  void denseValuesHaveTheDimensionAndTheLengthOne(int dimension) {
    for (String text : new String[] {"", "...", "a", "a b", "one two three four five", "東京"}) {
      float[] values = dense(text, dimension);
      double norm = 0;
      for (float value : values) {
        norm += value * value;
      }
      assertThat(values).hasSize(dimension);
      assertThat(norm).as(text).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void theSameWordsGetTheSameValuesInAnyOrder() {
    assertThat(dense("Winter tyres", 8)).containsExactly(dense("winter tyres", 8));
    assertThat(cosine("winter tyres", "TYRES, winter!")).isCloseTo(1, within(1e-6));
    assertThat(dense("winter", 384)).isNotEqualTo(dense("tyres", 384));
  }

  @Test
  void theValuesOfAWordNeverChange() {
    assertThat(sparse("winter tyres").sparseValues())
        .contains(SparseValues.of(new long[] {218225704L, 1210847579L}, new float[] {1, 1}));
  }

  @Test
  void textsThatShareMoreWordsAreNearer() {
    String query = "when do I change winter tyres";
    double near = cosine(query, "you must change winter tyres in december");
    double far = cosine(query, "you must pick mushrooms when it rains");
    double none = cosine(query, "bananas everywhere");

    assertThat(near).isGreaterThan(far + 0.1);
    assertThat(far).isGreaterThan(none);
    assertThat(none).isCloseTo(0, within(0.15));
  }

  @Test
  void sparseValuesHaveAPositionAWordAndGrowWithItsCount() {
    Embedding embedding = sparse("Good good morning");
    SparseValues values = embedding.sparseValues().orElseThrow();

    assertThat(embedding.dimension()).isZero();
    assertThat(embedding.sparseTokens()).containsExactly("good", "morning");
    assertThat(values.size()).isEqualTo(2);
    assertThat(values.value(0)).isEqualTo((float) (1 + Math.log(2)));
    assertThat(values.value(1)).isEqualTo(1);
    assertThat(values.index(0)).isEqualTo(sparse("good").sparseValues().orElseThrow().index(0));
    assertThat(sparse("?!").sparseValues()).isEmpty();
  }

  @Test
  void toStringDescribesTheEmbedder() {
    assertThat(embedder).hasToString("HashingEmbedder[hashes of words, no language model]");
  }
}
