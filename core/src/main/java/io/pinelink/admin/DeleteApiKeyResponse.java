package io.pinelink.admin;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.Objects;

/**
 * The response to a request to delete an API key. The service rejects further calls with the key.
 */
public record DeleteApiKeyResponse(ResponseInfo info) implements Response {
  /** Checks that no part is null. */
  public DeleteApiKeyResponse {
    Objects.requireNonNull(info, "info");
  }
}
