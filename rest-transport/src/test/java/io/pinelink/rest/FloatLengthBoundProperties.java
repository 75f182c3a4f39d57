package io.pinelink.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.rest.json.FloatFormat;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The bound for the length of floats as text is never too low, and not far too high. */
class FloatLengthBoundProperties {
  private static final int CASES = Integer.getInteger("pinelink.cases", 10_000);
  private static final int DIMENSION = 1_536;
  private static final List<FloatFormat> FORMATS =
      IntStream.rangeClosed(3, 9).mapToObj(FloatFormat::ofDigits).toList();

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void isNotBelowTheLengthOfAnyFloat() throws IOException {
    for (FloatFormat format : FORMATS) {
      for (float[] values : FloatClasses.all(random, CASES / FORMATS.size())) {
        for (float value : values) {
          JsonWriter one = array(value);
          assertThat(Json.lengthBound(one, format))
              .describedAs("%s, %s, seed %d", value, format, seed)
              .isGreaterThanOrEqualTo(Json.length(one, format));
        }
      }
    }
  }

  @Test
  void isTheSumOverAllFloats() throws IOException {
    for (FloatFormat format : FORMATS) {
      for (float[] values : FloatClasses.all(random, 100)) {
        long brackets = Json.lengthBound(array(), format);
        long sum = brackets + values.length - 1;
        for (float value : values) {
          sum += Json.lengthBound(array(value), format) - brackets;
        }
        assertThat(Json.lengthBound(array(values), format))
            .describedAs("%s, seed %d", format, seed)
            .isEqualTo(sum);
      }
    }
  }

  @Test
  void isAtMostSixPercentAboveTheLengthOfEmbeddings() throws IOException {
    for (int dimension = 64; dimension <= 4_096; dimension *= 2) {
      double deviation = 1 / Math.sqrt(dimension);
      JsonWriter normal =
          array(FloatClasses.floats(10_000, i -> (float) (deviation * random.nextGaussian())));

      assertThat(
              (double) Json.lengthBound(normal, FloatFormat.SHORTEST)
                  / Json.length(normal, FloatFormat.SHORTEST))
          .describedAs("dimension %d, seed %d", dimension, seed)
          .isLessThan(1.06);
    }
  }

  @Test
  void isAtMostATenthAboveTheLengthOfBytes() throws IOException {
    JsonWriter bytes =
        array(FloatClasses.floats(DIMENSION, i -> (float) (random.nextInt(256) - 128)));

    assertThat(
            (double) Json.lengthBound(bytes, FloatFormat.SHORTEST)
                / Json.length(bytes, FloatFormat.SHORTEST))
        .describedAs("seed %d", seed)
        .isLessThan(1.1);
  }

  @Test
  void isTheLengthOfZeros() throws IOException {
    JsonWriter zeros = array(new float[DIMENSION]);

    assertThat(Json.lengthBound(zeros, FloatFormat.SHORTEST))
        .isEqualTo(Json.length(zeros, FloatFormat.SHORTEST));
  }

  private static JsonWriter array(float... values) {
    return json -> Json.writeFloats(json, values.length, i -> values[i]);
  }
}
