package io.pinelink.server.internal.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the vectors of an index look like, and how they are kept and compared.
 *
 * @param dimension number of dense values, 0 for a sparse index
 * @param filterable the fields a filter can see, null for all
 * @param isOnPods whether it keeps the order of sparse values and counts by filter, as pods do
 */
public record IndexShape(
    int dimension, SimilarityFunction metric, @Nullable Set<String> filterable, boolean isOnPods) {

  /** A shape that is not on pods. */
  public IndexShape(int dimension, SimilarityFunction metric, @Nullable Set<String> filterable) {
    this(dimension, metric, filterable, false);
  }

  static IndexShape dense(int dimension, SimilarityFunction metric) {
    return new IndexShape(dimension, metric, null);
  }

  static IndexShape sparse() {
    return new IndexShape(0, SimilarityFunction.DOTPRODUCT, null);
  }

  /** The same on pods. */
  public IndexShape onPods() {
    return new IndexShape(dimension, metric, filterable, true);
  }

  public boolean isSparse() {
    return dimension == 0;
  }

  /** Whether a record may have a sparse part. */
  boolean takesSparse() {
    return metric == SimilarityFunction.DOTPRODUCT;
  }

  public String vectorType() {
    return isSparse() ? "sparse" : "dense";
  }
}
