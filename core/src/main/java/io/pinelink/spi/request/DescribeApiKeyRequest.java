package io.pinelink.spi.request;

import io.pinelink.internal.validation.AdminRules;

/**
 * An API key to describe.
 *
 * @param apiKeyId the key's id
 */
public record DescribeApiKeyRequest(String apiKeyId) {
  /** Checks the id. */
  public DescribeApiKeyRequest {
    AdminRules.id("apiKeyId", apiKeyId);
  }
}
