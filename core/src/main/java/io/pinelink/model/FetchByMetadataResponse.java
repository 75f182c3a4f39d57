package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A page of vectors that match a filter, with values and metadata.
 *
 * @param items the vectors, in the service's order
 * @param nextToken the token of the next page; empty on the last one
 * @param namespace the namespace that served the fetch, as the service names it: behind an alias,
 *     the alias's target
 * @param readUnits the read units of the page; 0 if the service did not report them
 * @param egressBytes the bytes that the service counts as egress; reported since API version
 *     2026-07, so empty under the default version, 2026-04
 * @param columns the dense values of all vectors in one array; empty unless the request names a
 *     {@link VectorBuffer}
 */
public record FetchByMetadataResponse(
    List<Vector> items,
    Optional<String> nextToken,
    String namespace,
    long readUnits,
    OptionalLong egressBytes,
    Optional<DenseColumns> columns,
    ResponseInfo info)
    implements ReadResponse, Page<Vector> {
  /** Copies the vectors; an empty token means the last page. */
  public FetchByMetadataResponse {
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(egressBytes, "egressBytes");
    Objects.requireNonNull(columns, "columns");
    Objects.requireNonNull(info, "info");
    items = Check.copy("items", items);
    nextToken = nextToken.filter(token -> !token.isEmpty());
  }

  /** Creates a response without columns. */
  public FetchByMetadataResponse(
      List<Vector> items,
      Optional<String> nextToken,
      String namespace,
      long readUnits,
      OptionalLong egressBytes,
      ResponseInfo info) {
    this(items, nextToken, namespace, readUnits, egressBytes, Optional.empty(), info);
  }

  /** Creates a response without egress and columns. */
  public FetchByMetadataResponse(
      List<Vector> items,
      Optional<String> nextToken,
      String namespace,
      long readUnits,
      ResponseInfo info) {
    this(items, nextToken, namespace, readUnits, OptionalLong.empty(), info);
  }
}
