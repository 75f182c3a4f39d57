package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A page of namespaces.
 *
 * @param items the namespaces, by name in byte order
 * @param nextToken the token of the next page; empty on the last one
 * @param totalCount the number of namespaces with the prefix, on all pages; 0 if the service did
 *     not report it
 */
public record ListNamespacesResponse(
    List<NamespaceDescription> items, Optional<String> nextToken, int totalCount, ResponseInfo info)
    implements Response, Page<NamespaceDescription> {
  /** Copies the namespaces; an empty token means the last page. */
  public ListNamespacesResponse {
    Objects.requireNonNull(info, "info");
    items = Check.copy("items", items);
    nextToken = nextToken.filter(token -> !token.isEmpty());
  }
}
