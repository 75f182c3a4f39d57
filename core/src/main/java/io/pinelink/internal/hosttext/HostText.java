package io.pinelink.internal.hosttext;

import io.pinelink.internal.validation.ApiKeyForm;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A parsed host: scheme, DNS labels in lower case, port. */
public record HostText(
    String text, @Nullable String scheme, List<String> labels, @Nullable Integer port) {
  public static final int MAX_NAME = 253;
  public static final String PINECONE_DOMAIN = "pinecone.io";
  private static final int MAX_LABEL = 63;
  private static final int MAX_PORT = 65_535;
  private static final Pattern IPV4 = Pattern.compile("[0-9]+(\\.[0-9]+)*");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-f.:]+");

  public static HostText parse(String text) {
    if (text.indexOf('@') >= 0) {
      // The text is not repeated: the part before the @ may be a secret.
      throw new IllegalArgumentException(
          "host is refused: it carries user info before an '@'; expected a bare host name");
    }
    if (ApiKeyForm.isIn(text)) {
      throw new IllegalArgumentException(
          "host is refused: it looks like an API key; expected a bare host name");
    }
    String rest = text.strip();
    if (rest.isEmpty()) {
      throw refused(text, "it is empty", "the host of an index");
    }
    // Before the conversion to lower case, which would turn the Kelvin sign into a plain k.
    for (int i = 0; i < rest.length(); i++) {
      if (rest.charAt(i) > '~') {
        refuseCharacter(text, rest.codePointAt(i));
      }
    }
    rest = rest.toLowerCase(Locale.ROOT);
    String scheme = null;
    int afterScheme = rest.indexOf("://");
    if (afterScheme >= 0) {
      scheme = rest.substring(0, afterScheme);
      rest = rest.substring(afterScheme + 3);
      if (!scheme.equals("https") && !scheme.equals("http")) {
        throw refused(text, "its scheme is '" + scheme + "'", "https:// or no scheme");
      }
    }
    refuseOtherPartsOfUri(text, rest);
    rest = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
    if (isIpv6(rest)) {
      throw refused(text, "it is an IP address", "a host name, since certificates name hosts");
    }
    int colon = rest.indexOf(':');
    Integer port = colon < 0 ? null : port(text, rest.substring(colon + 1));
    String name = colon < 0 ? rest : rest.substring(0, colon);
    name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return new HostText(text, scheme, labels(text, name), port);
  }

  private static void refuseOtherPartsOfUri(String text, String rest) {
    if (rest.indexOf('?') >= 0) {
      throw refused(text, "it has a query", "a bare host name");
    }
    if (rest.indexOf('#') >= 0) {
      throw refused(text, "it has a fragment", "a bare host name");
    }
    int slash = rest.indexOf('/');
    if (slash >= 0 && slash < rest.length() - 1) {
      throw refused(text, "it has a path '" + rest.substring(slash) + "'", "a bare host name");
    }
  }

  /**
   * Returns whether the text is an IPv6 address. One pattern with a repeated group would recurse
   * for each colon.
   */
  private static boolean isIpv6(String rest) {
    return rest.startsWith("[")
        || (rest.indexOf(':') < rest.lastIndexOf(':') && IPV6.matcher(rest).matches());
  }

  private static int port(String text, String digits) {
    boolean numeric = !digits.isEmpty() && digits.length() <= 5;
    for (int i = 0; i < digits.length(); i++) {
      numeric &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
    }
    int port = numeric ? Integer.parseInt(digits) : 0;
    if (port < 1 || port > MAX_PORT) {
      throw refused(text, "its port is '" + digits + "'", "a number from 1 to 65535");
    }
    return port;
  }

  private static List<String> labels(String text, String name) {
    if (name.isEmpty()) {
      throw refused(text, "it has no name", "the host of an index");
    }
    if (name.length() > MAX_NAME) {
      throw refused(text, "its name has " + name.length() + " characters", "at most 253");
    }
    if (IPV4.matcher(name).matches()) {
      throw refused(text, "it is an IP address", "a host name, since certificates name hosts");
    }
    List<String> labels = List.of(name.split("\\.", -1));
    for (String label : labels) {
      checkLabel(text, label);
    }
    return labels;
  }

  private static void checkLabel(String text, String label) {
    if (label.isEmpty()) {
      throw refused(text, "it has an empty label", "labels of 1 to 63 characters between dots");
    }
    if (label.length() > MAX_LABEL) {
      throw refused(
          text,
          "its label '" + label + "' has " + label.length() + " characters",
          "labels of 1 to 63 characters between dots");
    }
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      boolean allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
      if (!allowed) {
        refuseCharacter(text, c);
      }
    }
    if (label.startsWith("-") || label.endsWith("-")) {
      throw refused(
          text,
          "its label '" + label + "' begins or ends with a hyphen",
          "a letter or digit there");
    }
  }

  private static void refuseCharacter(String text, int c) {
    String shown = Character.isISOControl(c) ? "" : "'" + Character.toString(c) + "' ";
    throw refused(
        text,
        "it has the character " + shown + String.format("(U+%04X)", c),
        "letters, digits and hyphens");
  }

  /** Returns whether {@code name} is {@code domain} or a subdomain of it, by whole labels. */
  public static boolean isUnder(String name, String domain) {
    String lower = domain.toLowerCase(Locale.ROOT);
    return name.equals(lower) || name.endsWith("." + lower);
  }

  /** Returns whether a name is {@code localhost} or a subdomain of it. */
  public static boolean isLoopbackName(String name) {
    return isUnder(name, "localhost");
  }

  public String name() {
    return String.join(".", labels);
  }

  public int portOr(int otherwise) {
    return port == null ? otherwise : port;
  }

  public IllegalArgumentException refused(String wrong, String expected) {
    return refused(text, wrong, expected);
  }

  private static IllegalArgumentException refused(String text, String wrong, String expected) {
    return new IllegalArgumentException(
        "host '" + shown(text) + "' is refused: " + wrong + "; expected " + expected);
  }

  /**
   * Returns a text for messages. A text that is not a host may be a secret that was pasted into the
   * wrong place.
   */
  public static String shown(String text) {
    int query = text.indexOf('?');
    return ApiKeyForm.isIn(text) ? "…" : query < 0 ? text : text.substring(0, query) + "?…";
  }
}
