package io.pinelink.model;

import java.util.List;
import java.util.Optional;

/**
 * A page of vectors that match a filter, with values and metadata.
 *
 * @param items the vectors, in the service's order
 * @param nextToken the token of the next page; empty on the last one
 * @param namespace the namespace as the service names it
 * @param readUnits the read units of the page; 0 if the service did not report them
 */
public record FetchByMetadataResponse(
    List<Vector> items,
    Optional<String> nextToken,
    String namespace,
    long readUnits,
    ResponseInfo info)
    implements Page<Vector> {
  /** Copies the vectors; an empty token means the last page. */
  public FetchByMetadataResponse {
    items = List.copyOf(items);
    nextToken = nextToken.filter(token -> !token.isEmpty());
  }
}
