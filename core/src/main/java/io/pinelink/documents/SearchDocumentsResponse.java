package io.pinelink.documents;

import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.OptionalLong;

/**
 * The matches of a search, and its cost.
 *
 * @param matches at most {@code topK}, best first
 * @param namespace the namespace that served the search, as the service names it: behind an alias,
 *     the alias's target
 * @param readUnits the read units of the search; 0 if the service did not report them
 * @param egressBytes the bytes that the service counts as egress; empty if it did not report them
 */
public record SearchDocumentsResponse(
    List<DocumentMatch> matches,
    String namespace,
    long readUnits,
    OptionalLong egressBytes,
    ResponseInfo info) {
  /** Copies the matches. */
  public SearchDocumentsResponse {
    matches = List.copyOf(matches);
  }
}
