package io.pinelink.spi;

import java.util.Optional;
import java.util.function.BiConsumer;

/** What a call shows to be let in. None of them prints itself. */
public sealed interface Credential permits ApiKey, BearerToken, ClientCredentials {
  /** Gives the headers that carry it, names in lower case; for the wire and nothing else. */
  void forEachHeader(BiConsumer<String, String> header);

  /**
   * Returns a text from elsewhere, such as an error page, with {@code ***} in place of the secret:
   * as it is, in upper or lower case, escaped for a URL, JSON or HTML, or encoded with Base64. A
   * secret of fewer than 8 characters is not masked, since other text contains it by chance.
   */
  String mask(String text);

  /**
   * Returns what is wrong with a secret of the user that is too short to be masked, in words that
   * name the option and the length; empty if it is long enough, or not the user's.
   */
  default Optional<String> shortfall() {
    return Optional.empty();
  }
}
