package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The matches of a query.
 *
 * @param matches at most {@code topK} matches, best first
 * @param namespace the namespace that served the query, as the service names it: behind an alias,
 *     the alias's target; the default one may be empty or {@code __default__}
 * @param readUnits the read units of the query; 0 if the service did not report them
 * @param egressBytes the bytes that the service counts as egress; reported since API version
 *     2026-07, so empty under the default version, 2026-04
 * @param columns the dense values of all matches in one array; empty unless the request names a
 *     {@link VectorBuffer}
 */
public record QueryResponse(
    List<Match> matches,
    String namespace,
    long readUnits,
    OptionalLong egressBytes,
    Optional<DenseColumns> columns,
    ResponseInfo info)
    implements ReadResponse {
  /** Copies the matches. */
  public QueryResponse {
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(egressBytes, "egressBytes");
    Objects.requireNonNull(columns, "columns");
    Objects.requireNonNull(info, "info");
    matches = Check.copy("matches", matches);
  }

  /** Creates a response without columns. */
  public QueryResponse(
      List<Match> matches,
      String namespace,
      long readUnits,
      OptionalLong egressBytes,
      ResponseInfo info) {
    this(matches, namespace, readUnits, egressBytes, Optional.empty(), info);
  }

  /** Creates a response without egress and columns. */
  public QueryResponse(List<Match> matches, String namespace, long readUnits, ResponseInfo info) {
    this(matches, namespace, readUnits, OptionalLong.empty(), info);
  }
}
