package io.pinelink.records;

import io.pinelink.model.Fields;

/**
 * A record that a search found.
 *
 * @param score by the index's metric; with reranking the model's, 0 to 1. Unless the metric is
 *     Euclidean, the higher is better.
 * @param fields those that the search asked for
 */
public record RecordHit(String id, float score, Fields fields) {
  /** The id and the score. */
  @Override
  public String toString() {
    return "RecordHit[" + id + ", " + score + "]";
  }
}
