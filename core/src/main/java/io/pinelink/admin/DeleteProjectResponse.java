package io.pinelink.admin;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.Objects;

/** The response to a request to delete a project. Deletion is asynchronous. */
public record DeleteProjectResponse(ResponseInfo info) implements Response {
  /** Checks that no part is null. */
  public DeleteProjectResponse {
    Objects.requireNonNull(info, "info");
  }
}
