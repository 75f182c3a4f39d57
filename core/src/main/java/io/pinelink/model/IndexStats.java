package io.pinelink.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How full an index is. Counts lag behind writes.
 *
 * @param namespaces vectors by namespace; the default one may be named empty or {@code __default__}
 * @param totalVectorCount vectors in all namespaces
 * @param dimension the length of dense values; null for a sparse index
 * @param indexFullness 0 to 1; 0 on serverless on-demand indexes
 * @param metric the metric; null if the service did not say
 * @param vectorType {@code dense} or {@code sparse}; null if the service did not say
 * @param memoryFullness 0 to 1, on dedicated read nodes; null if the service did not say
 * @param storageFullness 0 to 1, on dedicated read nodes; null if the service did not say
 */
public record IndexStats(
    Map<String, Long> namespaces,
    long totalVectorCount,
    @Nullable Integer dimension,
    float indexFullness,
    @Nullable Metric metric,
    @Nullable VectorType vectorType,
    @Nullable Float memoryFullness,
    @Nullable Float storageFullness,
    ResponseInfo info) {
  /** Copies the counts. */
  public IndexStats {
    namespaces = Map.copyOf(namespaces);
  }
}
