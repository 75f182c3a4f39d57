package io.pinelink.model;

import java.util.Map;
import java.util.Optional;

/**
 * The vectors of a fetch by id.
 *
 * <p>Over REST the ids are part of the URL, in which they may take 8,000 bytes. More ids are sent
 * in several requests, one after another. In this case {@code readUnits} and {@code egressBytes}
 * are sums, and {@code info} has the request id of the first request and the lowest log sequence
 * number that all of them saw.
 */
public sealed interface FetchResponse extends ReadResponse
    permits io.pinelink.internal.response.VectorResponses.FetchResult {
  /** Returns by id; unknown ids are left out. */
  Map<String, Vector> vectors();

  /**
   * Returns the dense values of all vectors in one array; empty unless the request names a {@link
   * VectorBuffer}.
   */
  Optional<DenseColumns> columns();
}
