package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A page of ids.
 *
 * @param items the ids, in byte order
 * @param nextToken the token of the next page; empty on the last one
 * @param namespace the namespace that served the listing, as the service names it: behind an alias,
 *     the alias's target
 * @param readUnits the read units of the page; 0 if the service did not report them
 * @param egressBytes the bytes that the service counts as egress; reported since API version
 *     2026-07, so empty under the default version, 2026-04
 */
public record ListIdsResponse(
    List<String> items,
    Optional<String> nextToken,
    String namespace,
    long readUnits,
    OptionalLong egressBytes,
    ResponseInfo info)
    implements ReadResponse, Page<String> {
  /** Copies the ids; an empty token means the last page. */
  public ListIdsResponse {
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(egressBytes, "egressBytes");
    Objects.requireNonNull(info, "info");
    items = Check.copy("items", items);
    nextToken = nextToken.filter(token -> !token.isEmpty());
  }

  /** Creates a response without egress. */
  public ListIdsResponse(
      List<String> items,
      Optional<String> nextToken,
      String namespace,
      long readUnits,
      ResponseInfo info) {
    this(items, nextToken, namespace, readUnits, OptionalLong.empty(), info);
  }
}
