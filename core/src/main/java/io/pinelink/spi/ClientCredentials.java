package io.pinelink.spi;

import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Id and secret of a service account, which buy a {@link BearerToken}. They go into the body of
 * that one call, so no header carries them. The secret is not printed.
 */
public final class ClientCredentials implements Credential {
  private final String id;
  private final Secret secret;

  /**
   * Wraps both.
   *
   * @throws IllegalArgumentException if one is blank or has a blank or a character outside ASCII;
   *     the message does not repeat it
   */
  public ClientCredentials(String id, String secret) {
    this.id = Secret.of("clientId", id).reveal();
    this.secret = Secret.of("clientSecret", secret);
  }

  /** The id, which is no secret. */
  public String id() {
    return id;
  }

  /** The secret itself, for the body of the token's request and nothing else. */
  public String revealSecret() {
    return secret.reveal();
  }

  /** None. */
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

  /** The id alone. */
  @Override
  public String toString() {
    return "ClientCredentials[" + id + ", ***]";
  }
}
