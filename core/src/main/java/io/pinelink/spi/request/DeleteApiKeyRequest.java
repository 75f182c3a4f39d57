package io.pinelink.spi.request;

import io.pinelink.internal.validation.AdminRules;

/**
 * An API key to delete.
 *
 * @param apiKeyId the key's id
 */
public record DeleteApiKeyRequest(String apiKeyId) {
  /** Checks the id. */
  public DeleteApiKeyRequest {
    AdminRules.id("apiKeyId", apiKeyId);
  }
}
