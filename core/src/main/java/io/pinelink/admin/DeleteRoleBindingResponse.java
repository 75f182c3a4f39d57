package io.pinelink.admin;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.Objects;

/** The response to a request to delete a role binding. The role is revoked immediately. */
public record DeleteRoleBindingResponse(ResponseInfo info) implements Response {
  /** Checks that no part is null. */
  public DeleteRoleBindingResponse {
    Objects.requireNonNull(info, "info");
  }
}
