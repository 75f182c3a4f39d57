package io.pinelink.documents;

import java.util.OptionalDouble;

/** A document that a search found. */
public sealed interface DocumentMatch
    permits io.pinelink.internal.response.DocumentResponses.DocumentMatchResult {
  /** Returns the id of the document. */
  String id();

  /**
   * Returns the score, by the kind of clause: higher is better, except for a dense field with the
   * Euclidean metric; empty if the service could not represent it as a number.
   */
  OptionalDouble score();

  /** Returns the fields that the search asked for. */
  DocumentFields fields();

  /** Returns the document with the fields that the search asked for. */
  Document document();
}
