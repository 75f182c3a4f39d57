package io.pinelink.bulk;

import io.pinelink.namespaces.NamespaceAlias;
import java.util.Optional;

/** The outcome of a swap. */
public sealed interface NamespaceSwapReport
    permits io.pinelink.internal.response.BulkReports.NamespaceSwapReportResult {
  /** Returns the alias, which points to the new namespace. */
  NamespaceAlias alias();

  /**
   * Returns the namespace that the alias pointed to before; empty if the swap created the alias.
   */
  Optional<String> previous();

  /** Returns the report of the load. */
  BulkReport load();
}
