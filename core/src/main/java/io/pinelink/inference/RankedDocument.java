package io.pinelink.inference;

import io.pinelink.model.Fields;
import java.util.Objects;
import java.util.Optional;

/**
 * The position of a document in a ranking.
 *
 * @param index the document's position in the request, from 0
 * @param score the relevance, 0 to 1; higher is better
 * @param document the document; empty if the request did not ask for it
 */
public record RankedDocument(int index, float score, Optional<Fields> document) {
  /** Checks that no part is null. */
  public RankedDocument {
    Objects.requireNonNull(document, "document");
  }
}
