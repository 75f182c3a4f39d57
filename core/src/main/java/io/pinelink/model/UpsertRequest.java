package io.pinelink.model;

import io.pinelink.validation.Check;
import java.util.List;

/**
 * Vectors to write: 1 to 1,000 of them and at most 2 MB in all. Where an id stands twice, the last
 * one wins.
 *
 * @param vectors the vectors
 */
public record UpsertRequest(List<Vector> vectors) {
  /**
   * Copies and counts the vectors.
   *
   * @throws IllegalArgumentException if there are none or more than 1,000
   */
  public UpsertRequest {
    vectors = List.copyOf(vectors);
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
