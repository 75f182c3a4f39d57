package io.pinelink.model;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The number of vectors in an index, and how full it is. Counts lag behind writes. */
public sealed interface IndexStats extends Response
    permits io.pinelink.internal.response.VectorResponses.StatsResult {
  /**
   * Returns the number of vectors by namespace; the default one may be named empty or {@code
   * __default__}.
   */
  Map<String, Long> namespaces();

  /** Returns the number of vectors in all namespaces. */
  long totalVectorCount();

  /** Returns the length of dense values; empty for a sparse index. */
  OptionalInt dimension();

  /** Returns how full the index is, 0 to 1; 0 on serverless on-demand indexes. */
  float indexFullness();

  /** Returns the metric; empty if the service did not report it. */
  Optional<Metric> metric();

  /** Returns {@code dense} or {@code sparse}; empty if the service did not report it. */
  Optional<VectorType> vectorType();

  /**
   * Returns how full the memory is, 0 to 1, on dedicated read nodes; empty if the service did not
   * report it.
   */
  Optional<Float> memoryFullness();

  /**
   * Returns how full the storage is, 0 to 1, on dedicated read nodes; empty if the service did not
   * report it.
   */
  Optional<Float> storageFullness();
}
