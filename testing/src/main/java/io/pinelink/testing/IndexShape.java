package io.pinelink.testing;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the vectors of an index look like, and how they are kept and compared.
 *
 * @param dimension number of dense values, 0 for a sparse index
 * @param filterable the fields a filter can see, null for all
 * @param isOnPods whether it keeps the order of sparse values and counts by filter, as pods do
 */
record IndexShape(
    int dimension, Metric metric, @Nullable Set<String> filterable, boolean isOnPods) {

  /** A shape that is not on pods. */
  IndexShape(int dimension, Metric metric, @Nullable Set<String> filterable) {
    this(dimension, metric, filterable, false);
  }

  static IndexShape dense(int dimension, Metric metric) {
    return new IndexShape(dimension, metric, null);
  }

  static IndexShape sparse() {
    return new IndexShape(0, Metric.DOTPRODUCT, null);
  }

  /** The same on pods. */
  IndexShape onPods() {
    return new IndexShape(dimension, metric, filterable, true);
  }

  boolean isSparse() {
    return dimension == 0;
  }

  /** Whether a record may have a sparse part. */
  boolean takesSparse() {
    return metric == Metric.DOTPRODUCT;
  }

  String vectorType() {
    return isSparse() ? "sparse" : "dense";
  }
}
