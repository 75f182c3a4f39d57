package io.pinelink.rest;

import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/** Finite floats of every class that the code of numbers distinguishes. */
final class FloatClasses {
  private static final float[] SPECIAL = {
    0f,
    -0f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Math.nextDown(Float.MIN_NORMAL),
    Float.MIN_NORMAL,
    Math.nextUp(Float.MIN_NORMAL),
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Math.nextDown(Float.MAX_VALUE),
    1,
    -1,
    Math.nextUp(1f),
    Math.nextDown(1f),
    0.1f,
    0.3f,
    1f / 3,
    16_777_216,
    16_777_218,
    9_999_999,
    99_999_992,
    123_456_792,
    999_999_936,
    1e9f,
    2e-44f,
    1.4e-45f,
    9.8e-45f,
  };

  private FloatClasses() {}

  /**
   * Returns arrays of special values, powers of ten and of two and their neighbours, subnormal
   * floats, whole numbers, short decimals, values of embeddings, and arbitrary bits.
   */
  static List<float[]> all(Random random, int cases) {
    return List.of(
        SPECIAL,
        floats(77, i -> Float.parseFloat("1e" + (i - 38))),
        floats(77, i -> Math.nextUp(Float.parseFloat("1e" + (i - 38)))),
        floats(77, i -> Math.nextDown(Float.parseFloat("-1e" + (i - 38)))),
        floats(254, i -> (float) Math.scalb(1.0, i - 126)),
        floats(254, i -> -Math.nextDown((float) Math.scalb(1.0, i - 126))),
        floats(cases, i -> Float.intBitsToFloat(random.nextInt(0x0080_0000))),
        floats(cases, i -> (float) (random.nextInt(2_000_001) - 1_000_000)),
        floats(cases, i -> (random.nextInt(2_001) - 1_000) / 1_000f),
        floats(cases, i -> (float) random.nextGaussian()),
        floats(cases, i -> embedding(random)),
        floats(20 * cases, i -> finite(random)));
  }

  /** Returns a value as in embeddings, of the order of 0.00001 to 100. */
  static float embedding(Random random) {
    return (float) (random.nextGaussian() * Math.pow(10, random.nextInt(-5, 3)));
  }

  static float finite(Random random) {
    float value = Float.intBitsToFloat(random.nextInt());
    return Float.isFinite(value) ? value : finite(random);
  }

  static float[] floats(int count, IntFunction<Float> make) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = make.apply(i);
    }
    return floats;
  }
}
