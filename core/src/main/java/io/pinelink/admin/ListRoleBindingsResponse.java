package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Page;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A page of role bindings.
 *
 * @param items the role bindings, in the service's order
 * @param nextToken the token of the next page; empty on the last one
 */
public record ListRoleBindingsResponse(
    List<RoleBinding> items, Optional<String> nextToken, ResponseInfo info)
    implements Response, Page<RoleBinding> {
  /** Copies the role bindings; an empty token means the last page. */
  public ListRoleBindingsResponse {
    Objects.requireNonNull(info, "info");
    items = Check.copy("items", items);
    nextToken = nextToken.filter(token -> !token.isEmpty());
  }
}
