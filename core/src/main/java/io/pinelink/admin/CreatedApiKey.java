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
public final class CreatedApiKey implements Response {
  private final ApiKeyDescription description;
  private final String secret;

  /**
   * Creates the result of a createApiKey call.
   *
   * @param secret the key, as a client sends it
   */
  public CreatedApiKey(ApiKeyDescription description, String secret) {
    this.description = Objects.requireNonNull(description, "description");
    this.secret = Objects.requireNonNull(secret, "secret");
  }

  /** Returns the description, which later responses contain as well. */
  public ApiKeyDescription description() {
    return description;
  }

  /** Returns the key, for {@code Pinelink.builder().apiKey(key)}. */
  public String secret() {
    return secret;
  }

  /** Returns the info of the response. */
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
