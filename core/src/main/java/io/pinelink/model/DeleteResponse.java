package io.pinelink.model;

import java.util.Objects;

/** The response to a delete. It does not contain the number of deleted vectors. */
public record DeleteResponse(ResponseInfo info) implements Response {
  /** Checks that no part is null. */
  public DeleteResponse {
    Objects.requireNonNull(info, "info");
  }
}
