package io.pinelink.testing;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the vectors of an index look like and how they are compared.
 *
 * @param dimension number of dense values, 0 for a sparse index
 * @param filterable the fields a filter can see, null for all
 */
record IndexShape(int dimension, Metric metric, @Nullable Set<String> filterable) {

  static IndexShape dense(int dimension, Metric metric) {
    return new IndexShape(dimension, metric, null);
  }

  static IndexShape sparse() {
    return new IndexShape(0, Metric.DOTPRODUCT, null);
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
