package io.pinelink.admin;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.Objects;

/** The response to a request to delete an organization, which is deleted. */
public record DeleteOrganizationResponse(ResponseInfo info) implements Response {
  /** Checks that no part is null. */
  public DeleteOrganizationResponse {
    Objects.requireNonNull(info, "info");
  }
}
