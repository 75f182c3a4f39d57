package io.pinelink.control;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.Objects;

/** The response to a request to delete an index. Deletion is asynchronous. */
public record DeleteIndexResponse(ResponseInfo info) implements Response {
  /** Checks that no part is null. */
  public DeleteIndexResponse {
    Objects.requireNonNull(info, "info");
  }
}
