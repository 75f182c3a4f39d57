package io.pinelink.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A page of vectors that match a filter, with values and metadata. */
public sealed interface FetchByMetadataResponse extends ReadResponse, Page<Vector>
    permits io.pinelink.internal.response.VectorResponses.FetchByMetadataResult {
  /** Returns the vectors, in the service's order. */
  @Override
  List<Vector> items();

  /** Returns the token of the next page; empty on the last one. */
  @Override
  Optional<String> nextToken();

  /**
   * Returns the namespace that served the fetch, as the service names it: behind an alias, the
   * alias's target.
   */
  String namespace();

  /** Returns the read units of the page; empty if the service did not report them. */
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
