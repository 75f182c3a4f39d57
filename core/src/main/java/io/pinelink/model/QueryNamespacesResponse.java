package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The merged matches of a query of several namespaces.
 *
 * @param matches the nearest of all namespaces, at most {@code topK}, best first; matches with
 *     equal scores are in the order of the namespaces in the request
 * @param readUnits the read units of all queries together; 0 if the service did not report them
 * @param egressBytes the bytes that the service counts as egress, of all queries that report them;
 *     reported since API version 2026-07, so empty under the default version, 2026-04
 * @param infos the response info of each namespace, by the namespace as it was given
 */
public record QueryNamespacesResponse(
    List<NamespaceMatch> matches,
    long readUnits,
    OptionalLong egressBytes,
    Map<String, ResponseInfo> infos) {
  /** Copies the matches and infos. */
  public QueryNamespacesResponse {
    Objects.requireNonNull(egressBytes, "egressBytes");
    matches = Check.copy("matches", matches);
    infos = Check.copy("infos", infos);
  }

  /**
   * A match with its namespace.
   *
   * @param namespace the namespace as it was given
   */
  public record NamespaceMatch(String namespace, Match match) {
    /** Checks that no part is null. */
    public NamespaceMatch {
      Objects.requireNonNull(namespace, "namespace");
      Objects.requireNonNull(match, "match");
    }
  }
}
