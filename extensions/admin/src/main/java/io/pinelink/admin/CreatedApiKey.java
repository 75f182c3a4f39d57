package io.pinelink.admin;

import io.pinelink.model.Response;

/**
 * A new API key. Only this response contains the key itself, so store it. Its {@code toString} does
 * not contain the key.
 *
 * <p>Immutable and thread-safe. Source: APIKeyWithSecret, API version 2026-04.
 */
public sealed interface CreatedApiKey extends Response permits AdminResponses.CreatedApiKeyResult {
  /** Returns the description, which later responses contain as well. */
  ApiKeyDescription description();

  /** Returns the key, for {@code Pinelink.builder().apiKey(key)}. */
  String secret();
}
