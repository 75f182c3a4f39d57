package io.pinelink.namespaces;

import io.pinelink.model.Match;
import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The merged matches of a query of several namespaces. */
public sealed interface QueryNamespacesResponse
    permits io.pinelink.internal.response.NamespaceResponses.QueryNamespacesResult {
  /**
   * Returns the nearest of all namespaces, at most {@code topK}, best first; matches with equal
   * scores are in the order of the namespaces in the request.
   */
  List<NamespaceMatch> matches();

  /** Returns the read units of all queries together; empty if the service did not report them. */
  OptionalLong readUnits();

  /**
   * Returns the bytes that the service counts as egress, of all queries that report them; reported
   * since API version 2026-07, so empty under the default version, 2026-04.
   */
  OptionalLong egressBytes();

  /** Returns the response info of each namespace, by the namespace as it was given. */
  Map<String, ResponseInfo> infos();

  /** A match with its namespace. */
  sealed interface NamespaceMatch
      permits io.pinelink.internal.response.NamespaceResponses.NamespaceMatchResult {
    /** Returns the namespace as it was given. */
    String namespace();

    /** Returns the match. */
    Match match();
  }
}
