package io.pinelink.model;

import java.util.List;
import java.util.Optional;

/** The matches of a query. */
public sealed interface QueryResponse extends ReadResponse
    permits io.pinelink.internal.response.VectorResponses.QueryResult {
  /** Returns at most {@code topK} matches, best first. */
  List<Match> matches();

  /**
   * Returns the dense values of all matches in one array; empty unless the request names a {@link
   * VectorBuffer}.
   */
  Optional<DenseColumns> columns();
}
