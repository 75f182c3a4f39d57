package io.pinelink.records;

import io.pinelink.model.Fields;
import java.util.Objects;

/**
 * A record that a search found.
 *
 * @param score the score by the index's metric, or the model's with reranking, 0 to 1. Higher is
 *     better, unless the metric is Euclidean.
 * @param fields the fields that the search asked for
 */
public record RecordHit(String id, float score, Fields fields) {
  /** Checks that no part is null. */
  public RecordHit {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(fields, "fields");
  }

  /** Returns the id and the score. */
  @Override
  public String toString() {
    return "RecordHit[" + id + ", " + score + "]";
  }
}
