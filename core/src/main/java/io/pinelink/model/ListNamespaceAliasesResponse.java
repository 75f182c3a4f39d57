package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A page of namespace aliases.
 *
 * @param items the aliases, by name in byte order
 * @param nextToken the token of the next page; empty on the last one
 * @param totalCount the number of aliases that match the request, on all pages; 0 if the service
 *     did not report it
 */
public record ListNamespaceAliasesResponse(
    List<NamespaceAlias> items, Optional<String> nextToken, int totalCount, ResponseInfo info)
    implements Response, Page<NamespaceAlias> {
  /** Copies the aliases; an empty token means the last page. */
  public ListNamespaceAliasesResponse {
    Objects.requireNonNull(info, "info");
    items = Check.copy("items", items);
    nextToken = nextToken.filter(token -> !token.isEmpty());
  }
}
