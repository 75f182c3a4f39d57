package io.pinelink.model;

import java.util.List;
import java.util.Map;

/**
 * What a query of several namespaces found.
 *
 * @param matches the nearest of all namespaces, at most {@code topK}, best first; of equal scores
 *     the one of the namespace given first
 * @param readUnits what all queries cost together; 0 if the service did not say
 * @param infos how the answer of each namespace came about, by the namespace as it was given
 */
public record QueryNamespacesResponse(
    List<NamespaceMatch> matches, long readUnits, Map<String, ResponseInfo> infos) {
  /** Copies the matches and infos. */
  public QueryNamespacesResponse {
    matches = List.copyOf(matches);
    infos = Map.copyOf(infos);
  }

  /**
   * A match and where it was found.
   *
   * @param namespace the namespace as it was given
   */
  public record NamespaceMatch(String namespace, Match match) {}
}
