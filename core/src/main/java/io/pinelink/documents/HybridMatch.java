package io.pinelink.documents;

import java.util.Map;
import java.util.OptionalDouble;

/** A document that a hybrid search found. */
public sealed interface HybridMatch
    permits io.pinelink.internal.response.DocumentResponses.HybridMatchResult {
  /** Returns the id of the document. */
  String id();

  /**
   * Returns the namespace of the document, as the service names it: behind an alias, the alias's
   * target. Documents of the same id in two namespaces are two matches.
   */
  String namespace();

  /** Returns the fused score; higher is better. */
  double score();

  /**
   * Returns the place of the document in each ranking that it is in, by the name of the search and
   * in the order of the request.
   */
  Map<String, Placement> ranks();

  /**
   * Returns the fields that the searches asked for. If the searches that found the document asked
   * for different fields, it has all of them.
   */
  DocumentFields fields();

  /** Returns the document with the fields that the searches asked for. */
  Document document();

  /** The place of a document in the ranking of one search. */
  sealed interface Placement
      permits io.pinelink.internal.response.DocumentResponses.PlacementResult {
    /**
     * Returns the rank, 1 for the best document. Ranks count within a namespace, and a document
     * that a search found several times has its best rank.
     */
    int rank();

    /**
     * Returns the score in this search; empty if the service could not represent it as a number.
     */
    OptionalDouble score();
  }
}
