package io.pinelink.admin;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.List;

/**
 * All API keys of a project.
 *
 * @param apiKeys the API keys, in the service's order
 */
public record ListApiKeysResponse(List<ApiKeyDescription> apiKeys, ResponseInfo info)
    implements Response {
  /** Copies the list. */
  public ListApiKeysResponse {
    apiKeys = List.copyOf(apiKeys);
  }
}
