package io.pinelink.spi.credential;

import java.util.Optional;
import java.util.function.BiConsumer;

/** A credential that authenticates a call. Its {@code toString} does not show the secret. */
public sealed interface Credential permits ApiKey, BearerToken, ClientCredentials {
  /** Passes the headers that carry the credential, with names in lower case. Only for sending. */
  void forEachHeader(BiConsumer<String, String> header);

  /**
   * Returns this credential in the form that metrics discovery requires: an API key as a bearer
   * token. Any other credential is returned unchanged.
   */
  default Credential asBearer() {
    return this;
  }

  /**
   * Returns a text from another source, such as an error page, with {@code ***} in place of the
   * secret: unchanged, in upper or lower case, escaped for a URL, JSON or HTML, or encoded with
   * Base64. A secret of fewer than 8 characters is not masked, since unrelated text may contain it.
   */
  String mask(String text);

  /**
   * Returns a description of a user's secret that is too short to be masked, with the option and
   * the length; empty if it is long enough, or not the user's.
   */
  default Optional<String> shortfall() {
    return Optional.empty();
  }
}
