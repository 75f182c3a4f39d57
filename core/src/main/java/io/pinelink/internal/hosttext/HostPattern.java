package io.pinelink.internal.hosttext;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A whole host name, or {@code *.} and a suffix of whole labels. A star elsewhere is refused, since
 * it would never match.
 */
public record HostPattern(String text) implements RuleScope {
  /** Parses a pattern, and refuses what is neither. */
  public static HostPattern parse(String pattern) {
    boolean suffix = pattern.startsWith("*.");
    HostText host = HostText.parse(suffix ? pattern.substring(2) : pattern);
    if (host.scheme() != null || host.port() != null) {
      throw host.refused("a pattern is for host names only", "no scheme and no port");
    }
    return new HostPattern(suffix ? "*." + host.name() : host.name());
  }

  public static List<HostPattern> added(List<HostPattern> some, String... more) {
    return Stream.concat(some.stream(), Arrays.stream(more).map(HostPattern::parse)).toList();
  }

  @Override
  public boolean covers(String host) {
    return text.startsWith("*.")
        ? host.endsWith(text.substring(1)) && host.length() >= text.length()
        : host.equals(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
