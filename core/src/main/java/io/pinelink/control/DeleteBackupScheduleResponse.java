package io.pinelink.control;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.Objects;

/** The response to a request to delete a backup schedule. */
public record DeleteBackupScheduleResponse(ResponseInfo info) implements Response {
  /** Checks that no part is null. */
  public DeleteBackupScheduleResponse {
    Objects.requireNonNull(info, "info");
  }
}
