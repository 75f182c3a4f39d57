package io.pinelink.spi;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text that authenticates a call and that nothing but the wire may show.
 *
 * <p>{@link #mask} also finds the secret where it was escaped for a URL, JSON, or HTML, or is part
 * of something that was encoded with Base64, such as the headers of a request in an error report.
 */
final class Secret {
  /**
   * The least length that is masked. Real keys have 36 characters or more; text contains a shorter
   * secret by chance, and masking it would garble messages.
   */
  static final int MIN_LENGTH = 8;

  private static final String MASK = "***";

  private final String name;
  private final String value;

  /** Compiled by the first failure: most programs never need it. */
  private volatile @Nullable Pattern traces;

  private Secret(String name, String value) {
    this.name = name;
    this.value = value;
  }

  /**
   * Wraps a secret.
   *
   * @param name the option that the secret was given to, for messages
   * @throws IllegalArgumentException if it is blank or has a character that a header cannot carry;
   *     the message does not repeat it
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
    return new Secret(name, value);
  }

  /** Wraps the value of a header, which was checked before and may have spaces. */
  static Secret ofHeader(String value) {
    return new Secret("header", value);
  }

  /** Returns the secret itself. */
  String reveal() {
    return value;
  }

  /** Returns what is wrong with a secret that is too short to be masked; empty if it is not. */
  Optional<String> shortfall() {
    return value.length() >= MIN_LENGTH
        ? Optional.empty()
        : Optional.of(
            name + " has " + value.length() + " characters, expected at least " + MIN_LENGTH);
  }

  /** Returns the text without the secret, in whatever case and of the usual encodings. */
  String mask(String text) {
    // No encoding makes it shorter.
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
    // Header names are written in lower case, and escapes in either.
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
  }

  /** The ways in which JSON, URLs and HTML write a character. */
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
   * The characters of Base64 that depend on the secret alone, where a number of bytes that is
   * {@code offset} more than a multiple of three precedes it.
   */
  private static String base64(byte[] secret, int offset) {
    byte[] shifted = new byte[offset + secret.length];
    System.arraycopy(secret, 0, shifted, offset, secret.length);
    String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int begin = (offset * 8 + 5) / 6;
    int end = shifted.length * 8 / 6;
    return encoded
        .substring(begin, end)
        .replace("+", "[+-]") // the alphabet for URLs has other characters for two of them
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

  /** Never the secret. */
  @Override
  public String toString() {
    return MASK;
  }
}
