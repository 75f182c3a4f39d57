package io.pinelink.documents;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A document that a search found.
 *
 * @param id the id of the document
 * @param score the score, by the kind of clause: higher is better, except for a dense field with
 *     the Euclidean metric; empty if the service could not represent it as a number
 * @param fields the fields that the search asked for
 */
public record DocumentMatch(String id, OptionalDouble score, DocumentFields fields) {
  /** Checks that no part is null. */
  public DocumentMatch {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(score, "score");
    Objects.requireNonNull(fields, "fields");
  }

  /** Returns the document with the fields that the search asked for. */
  public Document document() {
    return new Document(id, fields);
  }

  /** Returns the id and the score. */
  @Override
  public String toString() {
    return "DocumentMatch[" + id + ", " + score + "]";
  }
}
