package io.pinelink.benchmarks.load;

/**
 * How large a call is.
 *
 * @param dimension values of a vector
 * @param batch vectors of an upsert
 */
public record Shape(int dimension, int batch) {
  /** What most of the measurements have. */
  public static final Shape USUAL = new Shape(1_536, 100);
}
