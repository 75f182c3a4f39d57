package io.pinelink.spi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An API key that does not print itself. */
public final class ApiKey {
  private final String value;

  /**
   * Wraps a key.
   *
   * @throws IllegalArgumentException if it is blank or has a character that a header cannot carry;
   *     the message does not repeat it
   */
  public ApiKey(String value) {
    Objects.requireNonNull(value, "apiKey is null");
    if (value.isBlank()) {
      throw new IllegalArgumentException("apiKey is blank");
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) <= ' ' || value.charAt(i) > '~') {
        throw new IllegalArgumentException(
            "apiKey has a blank or a character outside ASCII at position " + i);
      }
    }
    this.value = value;
  }

  /** The key itself, for the header of a request and nothing else. */
  public String reveal() {
    return value;
  }

  /** A text from elsewhere, such as an error page, without the key. */
  public String mask(String text) {
    return text.replace(value, "***");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ApiKey that && that.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "ApiKey[***]";
  }
}
