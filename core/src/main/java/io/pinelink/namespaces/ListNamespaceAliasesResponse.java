package io.pinelink.namespaces;

import io.pinelink.model.Page;
import io.pinelink.model.Response;
import java.util.List;
import java.util.OptionalLong;

/** A page of namespace aliases. */
public sealed interface ListNamespaceAliasesResponse extends Response, Page<NamespaceAlias>
    permits io.pinelink.internal.response.NamespaceResponses.ListNamespaceAliasesResult {
  /** Returns the aliases, by name in byte order. */
  @Override
  List<NamespaceAlias> items();

  /**
   * Returns the number of aliases that match the request, on all pages; empty if the service did
   * not report it.
   */
  OptionalLong totalCount();
}
