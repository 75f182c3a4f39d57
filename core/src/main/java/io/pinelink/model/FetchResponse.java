package io.pinelink.model;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

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
   * Returns the namespace that served the fetch, as the service names it: behind an alias, the
   * alias's target.
   */
  String namespace();

  /** Returns the read units of the fetch; empty if the service did not report them. */
  @Override
  OptionalLong readUnits();

  /**
   * Returns the bytes that the service counts as egress; reported since API version 2026-07, so
   * empty under the default version, 2026-04.
   */
  OptionalLong egressBytes();

  /**
   * Returns the dense values of all vectors in one array; empty unless the request names a {@link
   * VectorBuffer}.
   */
  Optional<DenseColumns> columns();
}
