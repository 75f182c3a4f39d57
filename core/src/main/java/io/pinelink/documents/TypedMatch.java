package io.pinelink.documents;

import io.pinelink.annotation.Preview;
import java.util.OptionalDouble;

/**
 * A document that a search found, as a record.
 *
 * @param <T> the record class
 */
@Preview
public sealed interface TypedMatch<T extends Record>
    permits io.pinelink.internal.response.DocumentResponses.TypedMatchResult {
  /** Returns the id of the document. */
  String id();

  /** Returns the score, as in {@link DocumentMatch}. */
  OptionalDouble score();

  /** Returns the record. */
  T value();
}
