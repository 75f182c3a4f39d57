package io.pinelink.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A page of ids. */
public sealed interface ListIdsResponse extends ReadResponse, Page<String>
    permits io.pinelink.internal.response.VectorResponses.ListIdsResult {
  /** Returns the ids, in byte order. */
  @Override
  List<String> items();

  /** Returns the token of the next page; empty on the last one. */
  @Override
  Optional<String> nextToken();

  /**
   * Returns the namespace that served the listing, as the service names it: behind an alias, the
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
}
