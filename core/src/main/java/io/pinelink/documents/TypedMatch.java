package io.pinelink.documents;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A document that a search found, as a record.
 *
 * @param id the id of the document
 * @param score the score, as in {@link DocumentMatch}
 * @param value the record
 * @param <T> the record class
 */
public record TypedMatch<T extends Record>(String id, OptionalDouble score, T value) {
  /** Checks that no part is null. */
  public TypedMatch {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(score, "score");
    Objects.requireNonNull(value, "value");
  }

  /** Returns the id and the score, not the record. */
  @Override
  public String toString() {
    return "TypedMatch[" + id + ", " + score + "]";
  }
}
