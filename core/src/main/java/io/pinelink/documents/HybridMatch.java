package io.pinelink.documents;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A document that a hybrid search found.
 *
 * @param id the id of the document
 * @param namespace the namespace of the document, as the service names it: behind an alias, the
 *     alias's target. Documents of the same id in two namespaces are two matches.
 * @param score the fused score; higher is better
 * @param ranks the place of the document in each ranking that it is in, by the name of the search
 *     and in the order of the request
 * @param fields the fields that the searches asked for. If the searches that found the document
 *     asked for different fields, it has all of them.
 */
public record HybridMatch(
    String id,
    String namespace,
    double score,
    Map<String, Placement> ranks,
    DocumentFields fields) {
  /** Copies the ranks. */
  public HybridMatch {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(ranks, "ranks");
    Objects.requireNonNull(fields, "fields");
    ranks = Collections.unmodifiableMap(new LinkedHashMap<>(ranks));
  }

  /** Returns the document with the fields that the searches asked for. */
  public Document document() {
    return new Document(id, fields);
  }

  /** Returns the id, the namespace, the score and the ranks. */
  @Override
  public String toString() {
    return "HybridMatch[" + id + ", namespace '" + namespace + "', " + score + ", " + ranks + "]";
  }

  /**
   * The place of a document in the ranking of one search.
   *
   * @param rank 1 for the best document. Ranks count within a namespace, and a document that a
   *     search found several times has its best rank.
   * @param score the score in this search; empty if the service could not represent it as a number
   */
  public record Placement(int rank, OptionalDouble score) {
    /** Checks that no part is null. */
    public Placement {
      Objects.requireNonNull(score, "score");
    }
  }
}
