package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The number of vectors in an index, and how full it is. Counts lag behind writes.
 *
 * @param namespaces vectors by namespace; the default one may be named empty or {@code __default__}
 * @param totalVectorCount vectors in all namespaces
 * @param dimension the length of dense values; empty for a sparse index
 * @param indexFullness 0 to 1; 0 on serverless on-demand indexes
 * @param metric the metric; empty if the service did not report it
 * @param vectorType {@code dense} or {@code sparse}; empty if the service did not report it
 * @param memoryFullness 0 to 1, on dedicated read nodes; empty if the service did not report it
 * @param storageFullness 0 to 1, on dedicated read nodes; empty if the service did not report it
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
    ResponseInfo info)
    implements Response {
  /** Copies the counts. */
  public IndexStats {
    Objects.requireNonNull(dimension, "dimension");
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(vectorType, "vectorType");
    Objects.requireNonNull(memoryFullness, "memoryFullness");
    Objects.requireNonNull(storageFullness, "storageFullness");
    Objects.requireNonNull(info, "info");
    namespaces = Check.copy("namespaces", namespaces);
  }
}
