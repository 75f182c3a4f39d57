package io.pinelink.spi;

import java.util.function.BiConsumer;

/** What a call shows to be let in. None of them prints itself. */
public sealed interface Credential permits ApiKey, BearerToken, ClientCredentials {
  /** Gives the headers that carry it, names in lower case; for the wire and nothing else. */
  void forEachHeader(BiConsumer<String, String> header);

  /** A text from elsewhere, such as an error page, without the secret. */
  String mask(String text);
}
