package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.List;

/**
 * Vectors to write: 1 to 1,000 of them and at most 2 MB in all. Where an id stands twice, the last
 * one wins.
 *
 * <p>Immutable, as its vectors are: they copied their values when they were made, so an array that
 * went into one may be used again, also while the request is being sent.
 *
 * @param vectors the vectors
 */
public record UpsertRequest(List<Vector> vectors) {
  /**
   * Copies and counts the vectors, and looks at those that a service answered, which may break the
   * rules.
   *
   * @throws IllegalArgumentException if there are none or more than 1,000, or one breaks a rule of
   *     {@link Vector.Builder}
   */
  public UpsertRequest {
    vectors = vectors.stream().map(Vector::checked).toList();
    Check.batch("vectors", vectors.size());
  }

  /** The request for these vectors. */
  public static UpsertRequest of(Vector... vectors) {
    return new UpsertRequest(List.of(vectors));
  }

  /** How many vectors there are. */
  @Override
  public String toString() {
    return "UpsertRequest[" + vectors.size() + "]";
  }
}
