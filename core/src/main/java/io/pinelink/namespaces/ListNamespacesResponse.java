package io.pinelink.namespaces;

import io.pinelink.model.Page;
import io.pinelink.model.Response;
import java.util.List;
import java.util.OptionalLong;

/** A page of namespaces. */
public sealed interface ListNamespacesResponse extends Response, Page<NamespaceDescription>
    permits io.pinelink.internal.response.NamespaceResponses.ListNamespacesResult {
  /** Returns the namespaces, by name in byte order. */
  @Override
  List<NamespaceDescription> items();

  /**
   * Returns the number of namespaces with the prefix, on all pages; empty if the service did not
   * report it.
   */
  OptionalLong totalCount();
}
