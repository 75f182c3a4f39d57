package io.pinelink.model;

import java.util.Optional;

/** A page of vectors that match a filter, with values and metadata. */
public sealed interface FetchByMetadataResponse extends ReadResponse, Page<Vector>
    permits io.pinelink.internal.response.VectorResponses.FetchByMetadataResult {
  /**
   * Returns the dense values of all vectors in one array; empty unless the request names a {@link
   * VectorBuffer}.
   */
  Optional<DenseColumns> columns();
}
