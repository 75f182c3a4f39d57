package io.pinelink.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.rest.json.ChunkPool;
import io.pinelink.rest.json.FloatFormat;
import io.pinelink.rest.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Floats with fewer digits are correctly rounded, and as short as these can be. */
class RoundedFloatProperties {
  private static final int CASES = Integer.getInteger("pinelink.cases", 10_000) / 10;

  /** The max relative error that reading a decimal as the nearest float adds. */
  private static final double READING = 6e-8;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void aFloatIsRoundedFromItsExactValueUnlessItsShortestFormHasNoMoreDigits() throws IOException {
    for (float[] values : FloatClasses.all(random, CASES)) {
      String[] shortest = texts(values, 9);
      for (int digits = 3; digits <= 8; digits++) {
        String[] rounded = texts(values, digits);
        for (int i = 0; i < values.length; i++) {
          String expected =
              significant(shortest[i]) <= digits
                  ? shortest[i]
                  : new BigDecimal(values[i]).round(nearest(digits)).toString();
          if (Float.isInfinite(Float.parseFloat(expected))) {
            MathContext down = new MathContext(digits, RoundingMode.DOWN);
            expected = new BigDecimal(values[i]).round(down).toString();
          }
          assertThat(new BigDecimal(rounded[i]))
              .describedAs("%s with %d digits, seed %d", shortest[i], digits, seed)
              .isEqualByComparingTo(expected);
        }
      }
    }
  }

  @Test
  void readValuesAreWithinTheDocumentedError() throws IOException {
    for (float[] values : FloatClasses.all(random, CASES)) {
      for (int digits = 3; digits <= 9; digits++) {
        String[] texts = texts(values, digits);
        for (int i = 0; i < values.length; i++) {
          double step = Math.pow(10, 1 - digits);
          double allowed = Math.abs(values[i]) >= Float.MIN_NORMAL ? 0.5 * step + READING : step;
          float read = Float.parseFloat(texts[i]);
          assertThat(Math.abs((double) read - values[i]))
              .describedAs("%s as %s, seed %d", values[i], texts[i], seed)
              .isLessThanOrEqualTo(allowed * Math.abs((double) values[i]));
          assertThat(Math.signum(read)).isEqualTo(Math.signum(values[i]));
        }
      }
    }
  }

  @Test
  void aRoundedFloatHasAtMostTheGivenDigitsAndIsNotLongerThanItsShortestForm() throws IOException {
    for (float[] values : FloatClasses.all(random, CASES)) {
      String[] shortest = texts(values, 9);
      for (int digits = 3; digits <= 8; digits++) {
        String[] rounded = texts(values, digits);
        for (int i = 0; i < values.length; i++) {
          assertThat(significant(rounded[i]))
              .describedAs("%s, seed %d", rounded[i], seed)
              .isLessThanOrEqualTo(digits);
          assertThat(rounded[i].length())
              .describedAs("%s for %s, seed %d", rounded[i], shortest[i], seed)
              .isLessThanOrEqualTo(shortest[i].length());
        }
      }
    }
  }

  @Test
  void digitsThatAreRoundedUpCarry() throws IOException {
    float[] values = {9.9996f, -9.9994f, 0.99996f, 999.96f, 9_999.6f, 9.9996e-6f, 9.9996e-10f};

    assertThat(texts(values, 4))
        .containsExactly("10.0", "-9.999", "1.0", "1000.0", "1E4", "0.00001", "1E-9");
  }

  @Test
  void halvesAreRoundedToEven() throws IOException {
    float[] values = {1.0625f, 1.1875f, 0.3125f, -0.1875f, 1_024.5f, 1_025.5f};

    assertThat(texts(values, 4))
        .containsExactly("1.062", "1.188", "0.3125", "-0.1875", "1024.0", "1026.0");
  }

  @Test
  void digitsBeforeThePointTakeAnExponentIfSomeAreRoundedAway() throws IOException {
    float[] values = {12_345.678f, 123.456f, 12_300, 123_456_792, -1_234_567.8f};

    assertThat(texts(values, 3)).containsExactly("1.23E4", "123.0", "12300.0", "1.23E8", "-1.23E6");
  }

  @Test
  void theLargestFloatsAreRoundedDownWhereTheNearestDecimalIsInfinite() throws IOException {
    float[] values = {Float.MAX_VALUE, -Float.MAX_VALUE, 3.4026e38f, 3.4024e38f};

    assertThat(texts(values, 3)).containsExactly("3.4E38", "-3.4E38", "3.4E38", "3.4E38");
    assertThat(texts(values, 4)).containsExactly("3.402E38", "-3.402E38", "3.402E38", "3.402E38");
    assertThat(texts(values, 5))
        .containsExactly("3.4028E38", "-3.4028E38", "3.4026E38", "3.4024E38");
  }

  @Test
  void zeroKeepsItsSignAndTheSmallestFloatItsValue() throws IOException {
    float[] values = {0, -0f, Float.MIN_VALUE, -Float.MIN_VALUE};

    assertThat(texts(values, 3)).containsExactly("0.0", "-0.0", "1E-45", "-1E-45");
  }

  private static String[] texts(float[] values, int digits) throws IOException {
    byte[] json =
        Bodies.bytesOf(
            Json.write(
                writer -> Json.writeFloats(writer, values.length, i -> values[i]),
                FloatFormat.ofDigits(digits),
                new ChunkPool()));
    return new String(json, 1, json.length - 2, StandardCharsets.US_ASCII).split(",", -1);
  }

  private static MathContext nearest(int digits) {
    return new MathContext(digits, RoundingMode.HALF_EVEN);
  }

  private static int significant(String decimal) {
    return new BigDecimal(decimal).stripTrailingZeros().precision();
  }
}
