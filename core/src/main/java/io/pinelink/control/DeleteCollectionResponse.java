package io.pinelink.control;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.Objects;

/** The response to a request to delete a collection. Deletion is asynchronous. */
public record DeleteCollectionResponse(ResponseInfo info) implements Response {
  /** Checks that no part is null. */
  public DeleteCollectionResponse {
    Objects.requireNonNull(info, "info");
  }
}
