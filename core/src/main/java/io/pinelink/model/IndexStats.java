package io.pinelink.model;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How full an index is. Counts lag behind writes.
 *
 * @param namespaces vectors by namespace; the default one may be named empty or {@code __default__}
 * @param totalVectorCount vectors in all namespaces
 * @param dimension the length of dense values; empty for a sparse index
 * @param indexFullness 0 to 1; 0 on serverless on-demand indexes
 * @param metric the metric; empty if the service did not say
 * @param vectorType {@code dense} or {@code sparse}; empty if the service did not say
 * @param memoryFullness 0 to 1, on dedicated read nodes; empty if the service did not say
 * @param storageFullness 0 to 1, on dedicated read nodes; empty if the service did not say
 */
public record IndexStats(
    Map<String, Long> namespaces,
    long totalVectorCount,
    OptionalInt dimension,
    float indexFullness,
    Optional<Metric> metric,
    Optional<VectorType> vectorType,
    Optional<Float> memoryFullness,
    Optional<Float> storageFullness,
    ResponseInfo info) {
  /** Copies the counts. */
  public IndexStats {
    namespaces = Map.copyOf(namespaces);
  }
}
