package io.pinelink.spi.credential;

import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A token of the admin API, which {@link #toString()} does not show. */
public final class BearerToken implements Credential {
  private final Secret value;

  /**
   * Wraps a token.
   *
   * @throws IllegalArgumentException if it is blank or has a character that a header cannot carry;
   *     the message does not repeat it
   */
  public BearerToken(String value) {
    Objects.requireNonNull(value, "value is null");
    this.value = Secret.of("token", value);
  }

  @Override
  public void forEachHeader(BiConsumer<String, String> header) {
    header.accept("authorization", "Bearer " + value.reveal());
  }

  @Override
  public String mask(String text) {
    return value.mask(text);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BearerToken that && that.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** Returns a text without the token. */
  @Override
  public String toString() {
    return "BearerToken[***]";
  }
}
