package io.pinelink.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.rest.json.ChunkPool;
import io.pinelink.rest.json.FloatText;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.MalformedJsonException;
import io.pinelink.rest.json.NumberArrays;
import io.pinelink.rest.json.RequestBuffer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Floats pass through JSON bit for bit, whether written by this library or by others. */
class JsonFloatProperties {
  private static final int CASES = Integer.getInteger("pinelink.cases", 10_000);

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void everyClassOfFloatsIsReadBackBitForBit() throws Exception {
    for (float[] values : FloatClasses.all(random, CASES)) {
      assertSurvives(values);
    }
  }

  @Test
  void noShorterOrNearerDecimalMeansTheSameFloat() {
    for (int i = 0; i < CASES; i++) {
      float value =
          Math.abs(i % 2 == 0 ? FloatClasses.finite(random) : FloatClasses.embedding(random));
      if (value != 0) {
        assertShortestAndNearest(value);
      }
    }
  }

  @Test
  void noShorterOrNearerDecimalMeansAFractionOfFewBits() {
    for (int exponent = -20; exponent < 4; exponent++) {
      float power = (float) Math.scalb(1.0, exponent);
      assertShortestAndNearest(power);
      assertShortestAndNearest(Math.nextDown(power));
      assertShortestAndNearest(Math.nextUp(power));
      for (int bits = 1; bits < 24; bits++) {
        for (int i = 0; i < 20; i++) {
          int odd = random.nextInt(1 << bits) | 1 << bits | 1;
          assertShortestAndNearest((float) Math.scalb((double) odd, exponent - bits));
        }
      }
    }
  }

  private void assertShortestAndNearest(float value) {
    byte[] text = new byte[FloatText.MAX_LENGTH];
    BigDecimal exact = new BigDecimal(value);
    BigDecimal written =
        new BigDecimal(
                new String(text, 0, FloatText.write(value, text, 0), StandardCharsets.US_ASCII))
            .stripTrailingZeros();
    BigDecimal nearest = exact.round(new MathContext(written.precision(), RoundingMode.HALF_EVEN));
    if (nearest.floatValue() == value) {
      assertThat(written).describedAs("seed %d", seed).isEqualByComparingTo(nearest);
    }
    int shorter = written.precision() - 1;
    if (shorter > 0) {
      for (RoundingMode rounding : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
        float other = Float.parseFloat(exact.round(new MathContext(shorter, rounding)).toString());
        assertThat(other).describedAs("%s, seed %d", written, seed).isNotEqualTo(value);
      }
    }
  }

  @Test
  void everyNotationOfAFloatIsReadToTheSameBits() throws Exception {
    float[] values = FloatClasses.floats(CASES, i -> FloatClasses.finite(random));

    for (String form : new String[] {"%s", "\"%s\"", " %s "}) {
      assertRead(values, form, value -> Float.toString(value));
      assertRead(values, form, value -> Float.toString(value).toLowerCase(Locale.ROOT));
      assertRead(values, form, value -> Double.toString(value));
      assertRead(values, form, value -> String.format(Locale.ROOT, "%.8e", value));
      assertRead(values, form, value -> new BigDecimal(value).toString());
      assertRead(values, form, value -> new BigDecimal(value).toPlainString());
      assertRead(
          values, form, value -> new BigDecimal(value).unscaledValue() + "E-" + scale(value));
    }
  }

  @Test
  void aFractionOfAnyLengthIsRead() throws Exception {
    String[] decimals = new String[20 * CASES];
    float[] nearest = new float[decimals.length];
    for (int i = 0; i < decimals.length; i++) {
      StringBuilder decimal = new StringBuilder(random.nextBoolean() ? "-" : "");
      decimal.append(random.nextInt(3) == 0 ? random.nextInt(100) : 0).append('.');
      decimal.append("0".repeat(random.nextInt(3)));
      for (int digits = random.nextInt(20); digits >= 0; digits--) {
        decimal.append(random.nextInt(10));
      }
      decimals[i] = decimal.toString();
      nearest[i] = Float.parseFloat(decimals[i]);
    }

    assertBits(read("[" + String.join(",", decimals) + "]"), nearest);
    assertBits(read("[" + String.join(", ", decimals) + "]"), nearest);
  }

  @Test
  void decimalsBetweenFloatsAreReadAsTheNearest() throws Exception {
    String[] decimals = new String[CASES];
    float[] nearest = new float[CASES];
    for (int i = 0; i < CASES; i++) {
      float value = Float.intBitsToFloat(random.nextInt(0x7F00_0000));
      BigDecimal low = new BigDecimal(value);
      BigDecimal middle = low.add(new BigDecimal(Math.nextUp(value))).divide(BigDecimal.valueOf(2));
      BigDecimal little = low.ulp().movePointLeft(30);
      BigDecimal decimal =
          switch (random.nextInt(4)) {
            case 0 -> middle;
            case 1 -> middle.add(little);
            case 2 -> middle.subtract(little);
            default -> new BigDecimal(random.nextDouble());
          };
      decimals[i] = decimal.toString();
      nearest[i] = Float.parseFloat(decimals[i]);
    }

    assertBits(read("[" + String.join(",", decimals) + "]"), nearest);
  }

  @Test
  void roundedMiddlesOfTwoFloatsAreReadAsTheNearest() throws Exception {
    String[] decimals = new String[10 * CASES];
    float[] nearest = new float[decimals.length];
    for (int i = 0; i < decimals.length; i++) {
      float value = Math.abs(FloatClasses.embedding(random)) % 10;
      BigDecimal low = new BigDecimal(value);
      BigDecimal middle = low.add(new BigDecimal(Math.nextUp(value))).divide(BigDecimal.valueOf(2));
      decimals[i] =
          (random.nextBoolean() ? "-" : "")
              + middle.setScale(6 + random.nextInt(20), RoundingMode.HALF_EVEN).toPlainString();
      nearest[i] = Float.parseFloat(decimals[i]);
    }

    assertBits(read("[" + String.join(",", decimals) + "]"), nearest);
  }

  @Test
  void aDecimalWithAnExponentOfOneDigitIsRead() throws Exception {
    String[] decimals = new String[10 * CASES];
    float[] nearest = new float[decimals.length];
    for (int i = 0; i < decimals.length; i++) {
      String digits = Long.toString(random.nextLong(1, 1_000_000_000_000_000_000L));
      decimals[i] =
          (random.nextBoolean() ? "-" : "")
              + (digits.charAt(0)
                  + "."
                  + digits.substring(1 + random.nextInt(digits.length()))
                  + "0")
              + (random.nextBoolean() ? "E-" : "e-")
              + random.nextInt(10);
      nearest[i] = Float.parseFloat(decimals[i]);
    }

    assertBits(read("[" + String.join(",", decimals) + "]"), nearest);
  }

  @Test
  void numbersThatAreTooSmallAreZero() throws Exception {
    assertBits(
        read("[1e-46,-1e-46,1e-400,340282356779733661637539395458142568447]"),
        new float[] {0, -0f, 0, Float.MAX_VALUE});
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e39", "-1e39", "1e400"})
  void numbersThatAreTooLargeAreRefused(String number) {
    assertThatThrownBy(() -> read("[" + number + "]"))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageContaining("expected a number within the range of 32-bit floats");
  }

  private static int scale(float value) {
    return new BigDecimal(value).scale();
  }

  private void assertSurvives(float[] values) throws IOException {
    RequestBuffer bytes =
        Json.write(json -> Json.writeFloats(json, values.length, i -> values[i]), new ChunkPool());
    String json = new String(Bodies.bytesOf(bytes), StandardCharsets.UTF_8);
    assertBits(read(json), values);
    String[] texts = json.substring(1, json.length() - 1).split(",", -1);
    for (int i = 0; i < values.length; i++) {
      // The result of an independent parser.
      assertThat(Float.floatToRawIntBits(Float.parseFloat(texts[i])))
          .describedAs("%s, seed %d", texts[i], seed)
          .isEqualTo(Float.floatToRawIntBits(values[i]));
    }
  }

  private void assertRead(
      float[] values, String form, java.util.function.Function<Float, String> text)
      throws IOException {
    StringBuilder json = new StringBuilder("[");
    for (float value : values) {
      json.append(json.length() == 1 ? "" : ",").append(form.replace("%s", text.apply(value)));
    }
    assertBits(read(json.append(']').toString()), values);
  }

  private void assertBits(float[] read, float[] expected) {
    int[] readBits = bits(read);
    int[] expectedBits = bits(expected);
    int differs = Arrays.mismatch(readBits, expectedBits);
    assertThat(differs)
        .describedAs(
            "seed %d: at %d, %s and not %s",
            seed,
            differs,
            differs < 0 || differs >= read.length ? "nothing" : read[differs],
            differs < 0 || differs >= expected.length ? "nothing" : expected[differs])
        .isEqualTo(-1);
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return bits;
  }

  private static float[] read(String json) throws IOException {
    try (JsonReader reader = Json.reader(json.getBytes(StandardCharsets.UTF_8))) {
      return new NumberArrays(reader).floats().clone();
    }
  }
}
