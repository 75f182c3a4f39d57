package io.pinelink.model;

import java.util.List;
import java.util.Optional;

/**
 * A page of vectors that match a filter, with values and metadata.
 *
 * @param items the vectors, in the service's order
 * @param nextToken the token of the next page; empty on the last one
 * @param namespace the namespace as the service names it
 * @param readUnits what the page cost; 0 if the service did not say
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
