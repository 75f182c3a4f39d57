package io.pinelink.spi.credential;

import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The id and secret of a service account, which are exchanged for a {@link BearerToken}. They are
 * sent in the body of that call only, never in a header. {@link #toString()} does not show the
 * secret.
 */
public final class ClientCredentials implements Credential {
  private final String id;
  private final Secret secret;

  /**
   * Wraps an id and a secret.
   *
   * @throws IllegalArgumentException if one is blank or contains a blank or a character outside
   *     ASCII; the message does not repeat it
   */
  public ClientCredentials(String id, String secret) {
    this.id = Secret.of("clientId", id).reveal();
    this.secret = Secret.of("clientSecret", secret);
  }

  /** Returns the id, which is not secret. */
  public String id() {
    return id;
  }

  /** Returns the secret, only for the body of the token request. */
  public String revealSecret() {
    return secret.reveal();
  }

  /** Does nothing: the credentials are not sent in headers. */
  @Override
  public void forEachHeader(BiConsumer<String, String> header) {}

  @Override
  public String mask(String text) {
    return secret.mask(text);
  }

  @Override
  public Optional<String> shortfall() {
    return secret.shortfall();
  }

  /** Returns a text with the id, but without the secret. */
  @Override
  public String toString() {
    return "ClientCredentials[" + id + ", ***]";
  }
}
