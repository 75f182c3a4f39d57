package io.pinelink.server.internal.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The shape of the vectors of an index, and the rules for storing and comparing them.
 *
 * @param dimension the number of dense values; 0 for a sparse index
 * @param filterable the fields that a filter can use; null for all
 * @param isOnPods whether the index keeps the order of sparse values and counts by filter, as pod
 *     indexes do
 */
public record IndexShape(
    int dimension, SimilarityFunction metric, @Nullable Set<String> filterable, boolean isOnPods) {

  /** Creates the shape of an index that is not on pods. */
  public IndexShape(int dimension, SimilarityFunction metric, @Nullable Set<String> filterable) {
    this(dimension, metric, filterable, false);
  }

  static IndexShape dense(int dimension, SimilarityFunction metric) {
    return new IndexShape(dimension, metric, null);
  }

  static IndexShape sparse() {
    return new IndexShape(0, SimilarityFunction.DOTPRODUCT, null);
  }

  /** Returns this shape for an index on pods. */
  public IndexShape onPods() {
    return new IndexShape(dimension, metric, filterable, true);
  }

  public boolean isSparse() {
    return dimension == 0;
  }

  /** Returns whether records may have a sparse part. */
  boolean takesSparse() {
    return metric == SimilarityFunction.DOTPRODUCT;
  }

  public String vectorType() {
    return isSparse() ? "sparse" : "dense";
  }
}
