package io.pinelink.admin;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.Objects;

/**
 * The response to a request to delete a user. The user is no longer a member of the organization,
 * and the roles of the user are revoked immediately.
 */
public record DeleteUserResponse(ResponseInfo info) implements Response {
  /** Checks that no part is null. */
  public DeleteUserResponse {
    Objects.requireNonNull(info, "info");
  }
}
