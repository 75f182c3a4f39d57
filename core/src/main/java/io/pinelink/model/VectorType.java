package io.pinelink.model;

/**
 * What an index holds. Open: a type that this client does not know is kept as the service names it.
 *
 * @param value the service's name
 */
public record VectorType(String value) {
  /** Dense values, of one dimension for the whole index. */
  public static final VectorType DENSE = new VectorType("dense");

  /** Sparse values alone. */
  public static final VectorType SPARSE = new VectorType("sparse");

  @Override
  public String toString() {
    return value;
  }
}
