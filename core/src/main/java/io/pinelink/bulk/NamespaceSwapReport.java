package io.pinelink.bulk;

import io.pinelink.namespaces.NamespaceAlias;
import java.util.Objects;
import java.util.Optional;

/**
 * The outcome of a swap.
 *
 * @param alias the alias, which points to the new namespace
 * @param previous the namespace that the alias pointed to before; empty if the swap created the
 *     alias
 * @param load the report of the load
 */
public record NamespaceSwapReport(
    NamespaceAlias alias, Optional<String> previous, BulkReport load) {
  /** Checks that no part is null. */
  public NamespaceSwapReport {
    Objects.requireNonNull(alias, "alias");
    Objects.requireNonNull(previous, "previous");
    Objects.requireNonNull(load, "load");
  }
}
