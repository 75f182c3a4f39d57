package io.pinelink.model;

import java.util.Objects;

/**
 * The kind of vectors in an index. Open: a type that this client does not know keeps the service's
 * name.
 *
 * @param value the service's name
 */
public record VectorType(String value) {
  /** Dense values, of one dimension for the whole index. */
  public static final VectorType DENSE = new VectorType("dense");

  /** Sparse values only. */
  public static final VectorType SPARSE = new VectorType("sparse");

  /** Checks that no part is null. */
  public VectorType {
    Objects.requireNonNull(value, "value is null");
  }

  @Override
  public String toString() {
    return value;
  }
}
