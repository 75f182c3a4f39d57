package io.pinelink.control;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.Objects;

/** The response to a request to delete a backup. Deletion is asynchronous. */
public record DeleteBackupResponse(ResponseInfo info) implements Response {
  /** Checks that no part is null. */
  public DeleteBackupResponse {
    Objects.requireNonNull(info, "info");
  }
}
