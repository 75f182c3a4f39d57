package io.pinelink.benchmarks;

import java.util.Random;

/** Values as embedding models give them: spread around zero, of length 1 all together. */
public final class Embeddings {
  private final Random random;

  /** The same seed gives the same values. */
  public Embeddings(long seed) {
    this.random = new Random(seed);
  }

  /** The next vector. */
  public float[] next(int dimension) {
    float[] values = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      values[i] = (float) (random.nextGaussian() / Math.sqrt(dimension));
    }
    return values;
  }
}
