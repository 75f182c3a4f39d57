package io.pinelink.spi.credential;

import io.pinelink.internal.validation.Placeholder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text that authenticates a call and must not appear anywhere but on the wire.
 *
 * <p>{@link #mask} also finds the secret escaped for a URL, JSON or HTML, and as a part of Base64
 * data, such as the headers of a request in an error report.
 */
final class Secret {
  /**
   * The minimum length of a masked secret. Real keys have 36 characters or more; unrelated text may
   * contain a shorter secret, and masking it would garble messages.
   */
  static final int MIN_LENGTH = 8;

  private static final String MASK = "***";

  private final String name;
  private final String value;

  /** Compiled at the first failure: most programs never need it. */
  private volatile @Nullable Pattern traces;

  private Secret(String name, String value) {
    this.name = name;
    this.value = value;
  }

  /**
   * Wraps a secret.
   *
   * @param name the option that the secret was given to, for messages
   * @throws IllegalArgumentException if it is blank, has a character that a header cannot carry, or
   *     contains a placeholder; the message does not repeat it
   */
  static Secret of(String name, String value) {
    Objects.requireNonNull(value, () -> name + " is null");
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " is blank");
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) <= ' ' || value.charAt(i) > '~') {
        throw new IllegalArgumentException(
            name + " has a blank or a character outside ASCII at position " + i);
      }
    }
    return new Secret(name, Placeholder.refuse(name, value));
  }

  /** Wraps the value of a header, which was already checked and may contain spaces. */
  static Secret ofHeader(String value) {
    return new Secret("header", value);
  }

  /** Returns the secret itself. */
  String reveal() {
    return value;
  }

  /**
   * Returns a description of a secret that is too short to be masked; empty if it is long enough.
   */
  Optional<String> shortfall() {
    return value.length() >= MIN_LENGTH
        ? Optional.empty()
        : Optional.of(
            name + " has " + value.length() + " characters, expected at least " + MIN_LENGTH);
  }

  /** Returns the text with the secret masked, in any case and in the usual encodings. */
  String mask(String text) {
    // No encoding shortens the secret.
    if (value.length() < MIN_LENGTH || text.length() < value.length()) {
      return text;
    }
    Pattern pattern = traces;
    if (pattern == null) {
      pattern = traces(value);
      traces = pattern;
    }
    return pattern.matcher(text).replaceAll(MASK);
  }

  private static Pattern traces(String value) {
    StringBuilder regex = new StringBuilder();
    value.chars().forEach(c -> regex.append(escapes((char) c)));
    byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
    for (int offset = 0; offset < 3; offset++) {
      regex.append('|').append(base64(bytes, offset));
    }
    // Header names are written in lower case, and escapes in either case.
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
  }

  /** Returns a pattern of the forms of a character in JSON, URLs and HTML. */
  private static String escapes(char c) {
    if (Character.isLetterOrDigit(c)) {
      return String.valueOf(c);
    }
    String hex = String.format(Locale.ROOT, "%02x", (int) c);
    String html =
        switch (c) {
          case '&' -> "|&amp;";
          case '<' -> "|&lt;";
          case '>' -> "|&gt;";
          case '"' -> "|&quot;";
          default -> "";
        };
    return "(?:\\\\?"
        + Pattern.quote(String.valueOf(c))
        + "|%"
        + hex
        + "|\\\\u00"
        + hex
        + "|&#"
        + (int) c
        + ";|&#x"
        + hex
        + ";"
        + html
        + ")";
  }

  /**
   * Returns the Base64 characters that depend only on the secret, if the number of bytes before it
   * is a multiple of three plus {@code offset}.
   */
  private static String base64(byte[] secret, int offset) {
    byte[] shifted = new byte[offset + secret.length];
    System.arraycopy(secret, 0, shifted, offset, secret.length);
    String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int begin = (offset * 8 + 5) / 6;
    int end = shifted.length * 8 / 6;
    return encoded
        .substring(begin, end)
        .replace("+", "[+-]") // the URL-safe alphabet differs in two characters
        .replace("/", "[/_]");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret that && that.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** Returns a text without the secret. */
  @Override
  public String toString() {
    return MASK;
  }
}
