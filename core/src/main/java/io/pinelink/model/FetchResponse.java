package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The vectors of a fetch by id.
 *
 * <p>Over REST the ids are part of the URL, in which they may take 8,000 bytes. More ids are sent
 * in several requests, one after another. In this case {@code readUnits} and {@code egressBytes}
 * are sums, and {@code info} has the request id of the first request and the lowest log sequence
 * number that all of them saw.
 *
 * @param vectors by id; unknown ids are left out
 * @param namespace the namespace that served the fetch, as the service names it: behind an alias,
 *     the alias's target
 * @param readUnits the read units of the fetch; 0 if the service did not report them
 * @param egressBytes the bytes that the service counts as egress; reported since API version
 *     2026-07, so empty under the default version, 2026-04
 * @param columns the dense values of all vectors in one array; empty unless the request names a
 *     {@link VectorBuffer}
 */
public record FetchResponse(
    Map<String, Vector> vectors,
    String namespace,
    long readUnits,
    OptionalLong egressBytes,
    Optional<DenseColumns> columns,
    ResponseInfo info)
    implements ReadResponse {
  /** Copies the vectors. */
  public FetchResponse {
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(egressBytes, "egressBytes");
    Objects.requireNonNull(columns, "columns");
    Objects.requireNonNull(info, "info");
    vectors = Check.copy("vectors", vectors);
  }

  /** Creates a response without columns. */
  public FetchResponse(
      Map<String, Vector> vectors,
      String namespace,
      long readUnits,
      OptionalLong egressBytes,
      ResponseInfo info) {
    this(vectors, namespace, readUnits, egressBytes, Optional.empty(), info);
  }

  /** Creates a response without egress and columns. */
  public FetchResponse(
      Map<String, Vector> vectors, String namespace, long readUnits, ResponseInfo info) {
    this(vectors, namespace, readUnits, OptionalLong.empty(), info);
  }
}
