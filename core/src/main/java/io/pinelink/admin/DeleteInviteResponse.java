package io.pinelink.admin;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.Objects;

/**
 * The response to a request to delete an invite. The invite and its role bindings are removed
 * immediately.
 */
public record DeleteInviteResponse(ResponseInfo info) implements Response {
  /** Checks that no part is null. */
  public DeleteInviteResponse {
    Objects.requireNonNull(info, "info");
  }
}
