package io.pinelink.spi;

import java.util.Objects;

/** The rule for a text that a header carries and nobody may see. */
final class Secret {
  private Secret() {}

  static String check(String field, String value) {
    Objects.requireNonNull(value, () -> field + " is null");
    if (value.isBlank()) {
      throw new IllegalArgumentException(field + " is blank");
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) <= ' ' || value.charAt(i) > '~') {
        throw new IllegalArgumentException(
            field + " has a blank or a character outside ASCII at position " + i);
      }
    }
    return value;
  }

  static String mask(String secret, String text) {
    return text.replace(secret, "***");
  }
}
