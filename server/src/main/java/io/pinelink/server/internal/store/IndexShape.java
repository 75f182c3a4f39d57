package io.pinelink.server.internal.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The shape of the vectors of an index, and the rules for storing and comparing them.
 *
 * @param dimension the number of dense values; 0 for a sparse index, and for a document index
 *     without a dense field
 * @param metric the metric of the dense values; without meaning if a document index has none
 * @param filterable the fields that a filter can use; null for all
 * @param kind the kind of the index
 */
public record IndexShape(
    int dimension, SimilarityFunction metric, @Nullable Set<String> filterable, Kind kind) {

  /** A kind of indexes, which have rules in common. */
  public enum Kind {
    /** An index for vectors or records. */
    SERVERLESS,
    /** An index that keeps the order of sparse values and counts by filter. */
    PODS,
    /** An index for documents, which are checked against a schema before they are stored. */
    DOCUMENTS
  }

  /** Creates the shape of a vector index that is not on pods. */
  public IndexShape(int dimension, SimilarityFunction metric, @Nullable Set<String> filterable) {
    this(dimension, metric, filterable, Kind.SERVERLESS);
  }

  /** Creates the shape of a document index that has a dense field. */
  public static IndexShape ofDocuments(int dimension, SimilarityFunction metric) {
    return new IndexShape(dimension, metric, null, Kind.DOCUMENTS);
  }

  /** Creates the shape of a document index that has no dense field. */
  public static IndexShape ofDocuments() {
    return ofDocuments(0, SimilarityFunction.DOTPRODUCT);
  }

  public IndexShape onPods() {
    return new IndexShape(dimension, metric, filterable, Kind.PODS);
  }

  public boolean isOnPods() {
    return kind == Kind.PODS;
  }

  public boolean isOfDocuments() {
    return kind == Kind.DOCUMENTS;
  }

  /** Returns whether there is a metric to describe: a document index may have no vectors. */
  public boolean hasMetric() {
    return !isOfDocuments() || !isSparse();
  }

  public boolean isSparse() {
    return dimension == 0;
  }

  /** Returns whether records may have a sparse part. */
  public boolean takesSparse() {
    return metric == SimilarityFunction.DOTPRODUCT;
  }

  public String vectorType() {
    return isSparse() ? "sparse" : "dense";
  }
}
