package io.pinelink.admin;

/**
 * An API key to delete.
 *
 * @param apiKeyId its id
 */
public record DeleteApiKeyRequest(String apiKeyId) {
  /** Checks the id. */
  public DeleteApiKeyRequest {
    Rules.id("apiKeyId", apiKeyId);
  }
}
