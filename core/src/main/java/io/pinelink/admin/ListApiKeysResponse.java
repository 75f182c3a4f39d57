package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Objects;

/**
 * All API keys of a project.
 *
 * @param apiKeys the API keys, in the service's order
 */
public record ListApiKeysResponse(List<ApiKeyDescription> apiKeys, ResponseInfo info)
    implements Response {
  /** Copies the list. */
  public ListApiKeysResponse {
    Objects.requireNonNull(info, "info");
    apiKeys = Check.copy("apiKeys", apiKeys);
  }
}
