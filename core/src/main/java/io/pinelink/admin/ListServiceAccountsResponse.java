package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Page;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A page of service accounts.
 *
 * @param items the service accounts, in the service's order
 * @param nextToken the token of the next page; empty on the last one
 */
public record ListServiceAccountsResponse(
    List<ServiceAccount> items, Optional<String> nextToken, ResponseInfo info)
    implements Response, Page<ServiceAccount> {
  /** Copies the service accounts; an empty token means the last page. */
  public ListServiceAccountsResponse {
    Objects.requireNonNull(info, "info");
    items = Check.copy("items", items);
    nextToken = nextToken.filter(token -> !token.isEmpty());
  }
}
