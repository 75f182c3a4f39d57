package io.pinelink.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The matches of a query. */
public sealed interface QueryResponse extends ReadResponse
    permits io.pinelink.internal.response.VectorResponses.QueryResult {
  /** Returns at most {@code topK} matches, best first. */
  List<Match> matches();

  /**
   * Returns the namespace that served the query, as the service names it: behind an alias, the
   * alias's target; the default one may be empty or {@code __default__}.
   */
  String namespace();

  /** Returns the read units of the query; empty if the service did not report them. */
  @Override
  OptionalLong readUnits();

  /**
   * Returns the bytes that the service counts as egress; reported since API version 2026-07, so
   * empty under the default version, 2026-04.
   */
  OptionalLong egressBytes();

  /**
   * Returns the dense values of all matches in one array; empty unless the request names a {@link
   * VectorBuffer}.
   */
  Optional<DenseColumns> columns();
}
