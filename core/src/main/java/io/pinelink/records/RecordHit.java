package io.pinelink.records;

import io.pinelink.model.Fields;

/** A record that a search found. */
public sealed interface RecordHit
    permits io.pinelink.internal.response.RecordResponses.RecordHitResult {
  /** Returns the id. */
  String id();

  /**
   * Returns the score by the index's metric, or the model's with reranking, 0 to 1. Higher is
   * better, unless the metric is Euclidean.
   */
  float score();

  /** Returns the fields that the search asked for. */
  Fields fields();
}
