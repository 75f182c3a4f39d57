package io.pinelink.model;

import java.util.List;
import java.util.Optional;

/**
 * A page of ids.
 *
 * @param items the ids, in byte order
 * @param nextToken the token of the next page; empty on the last one
 * @param namespace the namespace as the service names it
 * @param readUnits the read units of the page; 0 if the service did not report them
 */
public record ListIdsResponse(
    List<String> items,
    Optional<String> nextToken,
    String namespace,
    long readUnits,
    ResponseInfo info)
    implements Page<String> {
  /** Copies the ids; an empty token means the last page. */
  public ListIdsResponse {
    items = List.copyOf(items);
    nextToken = nextToken.filter(token -> !token.isEmpty());
  }
}
