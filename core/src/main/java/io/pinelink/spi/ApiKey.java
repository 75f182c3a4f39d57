package io.pinelink.spi;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An API key that does not print itself. */
public final class ApiKey implements Credential {
  private final String value;

  /**
   * Wraps a key.
   *
   * @throws IllegalArgumentException if it is blank or has a character that a header cannot carry;
   *     the message does not repeat it
   */
  public ApiKey(String value) {
    this.value = Secret.check("apiKey", value);
  }

  @Override
  public void forEachHeader(BiConsumer<String, String> header) {
    header.accept("api-key", value);
  }

  @Override
  public String mask(String text) {
    return Secret.mask(value, text);
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
