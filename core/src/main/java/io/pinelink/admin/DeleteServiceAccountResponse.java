package io.pinelink.admin;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.Objects;

/**
 * The response to a request to delete a service account. Its secret is no longer accepted, and the
 * service revokes its tokens within seconds.
 */
public record DeleteServiceAccountResponse(ResponseInfo info) implements Response {
  /** Checks that no part is null. */
  public DeleteServiceAccountResponse {
    Objects.requireNonNull(info, "info");
  }
}
