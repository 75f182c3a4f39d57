package io.pinelink.benchmarks.load;

/**
 * The size of a call.
 *
 * @param dimension the number of values in a vector
 * @param batch the number of vectors in an upsert
 */
public record Shape(int dimension, int batch) {
  /** The shape of most measurements. */
  public static final Shape USUAL = new Shape(1_536, 100);
}
