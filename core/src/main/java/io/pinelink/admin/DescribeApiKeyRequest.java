package io.pinelink.admin;

/**
 * An API key to describe.
 *
 * @param apiKeyId its id
 */
public record DescribeApiKeyRequest(String apiKeyId) {
  /** Checks the id. */
  public DescribeApiKeyRequest {
    Rules.id("apiKeyId", apiKeyId);
  }
}
