package io.pinelink.mcp;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A pattern of names in an allow-list, in which {@code *} stands for any characters.
 *
 * @param text the pattern as the user wrote it
 * @param regex the pattern as a regular expression
 */
public record NamePattern(String text, Pattern regex) {
  /**
   * Parses a pattern.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public static NamePattern parse(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a pattern is blank, expected a name, in which * may be");
    }
    String regex =
        Arrays.stream(text.strip().split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return new NamePattern(text.strip(), Pattern.compile(regex, Pattern.DOTALL));
  }

  /** Returns whether a name matches one of the patterns; any name does if there are none. */
  static boolean anyMatches(List<NamePattern> patterns, String name) {
    return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.matches(name));
  }

  boolean matches(String name) {
    return regex.matcher(name).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
