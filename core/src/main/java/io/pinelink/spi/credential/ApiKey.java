package io.pinelink.spi.credential;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An API key, which {@link #toString()} does not show. */
public final class ApiKey implements Credential {
  private final Secret value;
  private final boolean isBearer;

  /**
   * Wraps a key.
   *
   * @throws IllegalArgumentException if it is blank, has a character that a header cannot carry, or
   *     contains a placeholder such as <code>${PINECONE_API_KEY}</code>; the message does not
   *     repeat it
   */
  public ApiKey(String apiKey) {
    this(Secret.of("apiKey", apiKey), false);
  }

  private ApiKey(Secret value, boolean isBearer) {
    this.value = value;
    this.isBearer = isBearer;
  }

  /** Returns the same key, sent in the header {@code Authorization} instead of its own. */
  @Override
  public ApiKey asBearer() {
    return new ApiKey(value, true);
  }

  @Override
  public void forEachHeader(BiConsumer<String, String> header) {
    if (isBearer) {
      header.accept("authorization", "Bearer " + value.reveal());
    } else {
      header.accept("api-key", value.reveal());
    }
  }

  @Override
  public String mask(String text) {
    return value.mask(text);
  }

  @Override
  public Optional<String> shortfall() {
    return value.shortfall();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ApiKey that && that.value.equals(value) && that.isBearer == isBearer;
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** Returns a text without the key. */
  @Override
  public String toString() {
    return "ApiKey[***]";
  }
}
