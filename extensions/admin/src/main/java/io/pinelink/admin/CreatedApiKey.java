package io.pinelink.admin;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.Objects;

/**
 * A new API key. Only this response contains the key itself, so store it. Its {@code toString} does
 * not contain the key.
 *
 * <p>Immutable and thread-safe. Source: APIKeyWithSecret, API version 2026-04.
 */
public sealed interface CreatedApiKey extends Response {
  /** Creates a new API key, for tests of programs that receive one. */
  static CreatedApiKey of(ApiKeyDescription description, String secret) {
    return new CreatedApiKeyResult(description, secret);
  }

  /** Returns the description, which later responses contain as well. */
  ApiKeyDescription description();

  /** Returns the key, for {@code Pinelink.builder().apiKey(key)}. */
  String secret();
}

/** A {@link CreatedApiKey}. */
record CreatedApiKeyResult(ApiKeyDescription description, String secret) implements CreatedApiKey {
  CreatedApiKeyResult {
    Objects.requireNonNull(description, "description is null");
    Objects.requireNonNull(secret, "secret is null");
  }

  @Override
  public ResponseInfo info() {
    return description.info();
  }

  /** Returns the description, never the key. */
  @Override
  public String toString() {
    return "CreatedApiKey[" + description.name() + ", ***]";
  }
}
