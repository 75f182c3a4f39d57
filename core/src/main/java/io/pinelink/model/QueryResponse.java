package io.pinelink.model;

import java.util.List;

/**
 * The matches of a query.
 *
 * @param matches at most {@code topK} matches, best first
 * @param namespace the namespace as the service names it; the default one may be empty or {@code
 *     __default__}
 * @param readUnits the read units of the query; 0 if the service did not report them
 */
public record QueryResponse(
    List<Match> matches, String namespace, long readUnits, ResponseInfo info) {
  /** Copies the matches. */
  public QueryResponse {
    matches = List.copyOf(matches);
  }
}
