package io.pinelink.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.JsonWriter;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bound for the length of floats as text is never too low, and not far too high. */
class FloatLengthBoundProperties {
  private static final int CASES = Integer.getInteger("pinelink.cases", 10_000);
  private static final int DIMENSION = 1_536;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void isNotBelowTheLengthOfAnyFloat() throws IOException {
    for (float[] values : FloatClasses.all(random, CASES)) {
      for (float value : values) {
        JsonWriter one = array(value);
        assertThat(Json.lengthBound(one))
            .describedAs("%s, seed %d", value, seed)
            .isGreaterThanOrEqualTo(Json.length(one));
      }
    }
  }

  @Test
  void isTheSumOverAllFloats() throws IOException {
    for (float[] values : FloatClasses.all(random, 100)) {
      long brackets = Json.lengthBound(array());
      long sum = brackets + values.length - 1;
      for (float value : values) {
        sum += Json.lengthBound(array(value)) - brackets;
      }
      assertThat(Json.lengthBound(array(values))).describedAs("seed %d", seed).isEqualTo(sum);
    }
  }

  @Test
  void isAtMostSixPercentAboveTheLengthOfEmbeddings() throws IOException {
    for (int dimension = 64; dimension <= 4_096; dimension *= 2) {
      double deviation = 1 / Math.sqrt(dimension);
      JsonWriter normal =
          array(FloatClasses.floats(10_000, i -> (float) (deviation * random.nextGaussian())));

      assertThat((double) Json.lengthBound(normal) / Json.length(normal))
          .describedAs("dimension %d, seed %d", dimension, seed)
          .isLessThan(1.06);
    }
  }

  @Test
  void isAtMostATenthAboveTheLengthOfBytes() throws IOException {
    JsonWriter bytes =
        array(FloatClasses.floats(DIMENSION, i -> (float) (random.nextInt(256) - 128)));

    assertThat((double) Json.lengthBound(bytes) / Json.length(bytes))
        .describedAs("seed %d", seed)
        .isLessThan(1.1);
  }

  @Test
  void isTheLengthOfZeros() throws IOException {
    JsonWriter zeros = array(new float[DIMENSION]);

    assertThat(Json.lengthBound(zeros)).isEqualTo(Json.length(zeros));
  }

  private static JsonWriter array(float... values) {
    return json -> Json.writeFloats(json, values.length, i -> values[i]);
  }
}
