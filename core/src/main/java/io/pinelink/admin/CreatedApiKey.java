package io.pinelink.admin;

import io.pinelink.model.ResponseInfo;

/**
 * An API key that was just made: the only answer that has the key itself, so keep it. It does not
 * print itself.
 *
 * <p>Immutable and thread-safe. Source: APIKeyWithSecret, API version 2026-04.
 */
public final class CreatedApiKey {
  private final ApiKeyDescription description;
  private final String secret;

  /**
   * Holds both.
   *
   * @param secret the key, as a client sends it
   */
  public CreatedApiKey(ApiKeyDescription description, String secret) {
    this.description = description;
    this.secret = secret;
  }

  /** What the service will tell about it from now on. */
  public ApiKeyDescription description() {
    return description;
  }

  /** The key, for {@link io.pinelink.Pinelink.Builder#apiKey}. */
  public String secret() {
    return secret;
  }

  /** How the response came about. */
  public ResponseInfo info() {
    return description.info();
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "CreatedApiKey[" + description.name() + ", ***]";
  }
}
