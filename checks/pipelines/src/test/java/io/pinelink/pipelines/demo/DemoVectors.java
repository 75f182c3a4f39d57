package io.pinelink.pipelines.demo;

import java.util.SplittableRandom;

/** The numbered vectors of all demos, which depend on nothing but their number. */
public final class DemoVectors {
  private DemoVectors() {}

  /** Returns the id of a vector. */
  public static String id(long number) {
    return Long.toString(number);
  }

  /** Returns the pseudo-random values of a vector. */
  public static float[] values(long number, int dimension) {
    SplittableRandom random = new SplittableRandom(number);
    float[] values = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  /** Returns the text in a vector's metadata. */
  public static String title(long number) {
    return "Document " + number;
  }
}
