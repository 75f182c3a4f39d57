package io.pinelink.model;

import java.util.List;

/**
 * What a query found.
 *
 * @param matches at most {@code topK} matches, best first
 * @param namespace the namespace as the service names it; the default one may be empty or {@code
 *     __default__}
 * @param readUnits what the query cost; 0 if the service did not say
 */
public record QueryResponse(
    List<Match> matches, String namespace, long readUnits, ResponseInfo info) {
  /** Copies the matches. */
  public QueryResponse {
    matches = List.copyOf(matches);
  }
}
