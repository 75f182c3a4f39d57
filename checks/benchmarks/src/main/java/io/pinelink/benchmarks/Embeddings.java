package io.pinelink.benchmarks;

import java.util.Random;

/**
 * A generator of vectors that resemble embeddings: values spread around zero, in vectors of length
 * about 1.
 */
public final class Embeddings {
  private final Random random;

  /** Creates a generator; the same seed produces the same values. */
  public Embeddings(long seed) {
    this.random = new Random(seed);
  }

  /** Returns the next vector. */
  public float[] next(int dimension) {
    float[] values = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      values[i] = (float) (random.nextGaussian() / Math.sqrt(dimension));
    }
    return values;
  }
}
