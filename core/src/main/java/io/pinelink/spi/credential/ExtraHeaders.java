package io.pinelink.spi.credential;

import io.pinelink.internal.validation.Placeholder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Headers that a program adds to its calls, such as one that a gateway requires. Values may be
 * secrets: only {@link #forEach} shows them.
 *
 * <p>Immutable and thread-safe. Two objects are equal only if they are the same object.
 */
public final class ExtraHeaders {
  /** The maximum size of all names and values together, in bytes. */
  public static final int MAX_BYTES = 8 * 1024;

  private static final ExtraHeaders NONE = new ExtraHeaders(Map.of());

  /** The option that sets a header of the client itself. */
  private static final Map<String, String> OPTIONS =
      Map.of(
          "api-key", "use the builder's apiKey",
          "authorization", "use clientCredentials of the builder of AdminClient",
          "user-agent", "use the builder's sourceTag",
          "x-pinecone-api-version", "use the builder's apiVersion",
          "proxy-authorization", "use the builder's proxy");

  /** Headers of the protocols, which the client or its HTTP library sets. */
  private static final Set<String> OWN =
      Set.of(
          "accept",
          "accept-encoding",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final Map<String, String> values;
  private volatile @Nullable List<Secret> secrets;

  private ExtraHeaders(Map<String, String> values) {
    this.values = values;
  }

  /** Returns an object without headers, always the same one. */
  public static ExtraHeaders none() {
    return NONE;
  }

  /**
   * Returns these headers in the map's order.
   *
   * @throws IllegalArgumentException as {@link #with} does
   */
  public static ExtraHeaders of(Map<String, String> headers) {
    ExtraHeaders all = NONE;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      all = all.with(header.getKey(), header.getValue());
    }
    return all;
  }

  /**
   * Returns these headers and one more, which replaces one of the same name.
   *
   * @param name letters, digits, hyphens, underscores and dots, which are the token characters of
   *     RFC 9110 that gRPC accepts; sent in lower case
   * @param value visible ASCII characters, with spaces in between
   * @throws IllegalArgumentException if the name or the value is empty or contains another
   *     character, if the client sets this header itself, or if all headers together exceed {@value
   *     #MAX_BYTES} bytes; the message never shows the value
   */
  public ExtraHeaders with(String name, String value) {
    String key = checkName(name);
    Map<String, String> all = new LinkedHashMap<>(values);
    all.put(key, checkValue(key, value));
    return bounded(all);
  }

  /**
   * Returns these headers and others, which replace headers of the same name.
   *
   * @throws IllegalArgumentException if all headers together exceed {@value #MAX_BYTES} bytes
   */
  public ExtraHeaders and(ExtraHeaders others) {
    if (others.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return others;
    }
    Map<String, String> all = new LinkedHashMap<>(values);
    all.putAll(others.values);
    return bounded(all);
  }

  /** Returns these headers without those that others have with the same value. */
  public ExtraHeaders without(ExtraHeaders others) {
    Map<String, String> all = new LinkedHashMap<>(values);
    all.entrySet().removeAll(others.values.entrySet());
    return all.isEmpty() ? NONE : new ExtraHeaders(Collections.unmodifiableMap(all));
  }

  private static ExtraHeaders bounded(Map<String, String> all) {
    int bytes = 0;
    for (Map.Entry<String, String> header : all.entrySet()) {
      bytes += header.getKey().length() + header.getValue().length();
    }
    if (bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "headers %s have %s bytes, expected at most %s for all names and values"
              .formatted(all.keySet(), bytes, MAX_BYTES));
    }
    return new ExtraHeaders(Collections.unmodifiableMap(all));
  }

  private static String checkName(String name) {
    Objects.requireNonNull(name, "header name is null");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("header name is empty");
    }
    if (name.length() > MAX_BYTES) {
      throw new IllegalArgumentException(
          "header name has " + name.length() + " characters, expected at most " + MAX_BYTES);
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isNameCharacter(name.charAt(i))) {
        throw new IllegalArgumentException(
            "header name has an invalid character at position "
                + i
                + ", expected letters, digits, hyphens, underscores and dots");
      }
    }
    String key = name.toLowerCase(Locale.ROOT);
    String option = OPTIONS.get(key);
    if (option != null) {
      throw new IllegalArgumentException("header '" + key + "' is set by the client: " + option);
    }
    if (OWN.contains(key) || key.startsWith("grpc-")) {
      throw new IllegalArgumentException("header '" + key + "' is set by the client");
    }
    if (key.endsWith("-bin")) {
      throw new IllegalArgumentException(
          "header '" + key + "' ends in -bin, which gRPC reserves for binary values");
    }
    return key;
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.';
  }

  private static String checkValue(String name, String value) {
    Objects.requireNonNull(value, () -> "value of header '" + name + "'");
    if (value.isBlank()) {
      throw new IllegalArgumentException("value of header '" + name + "' is blank");
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
        throw new IllegalArgumentException(
            "value of header '%s' has a control character or one outside ASCII at position %s"
                .formatted(name, i));
      }
    }
    if (value.charAt(0) == ' ' || value.charAt(value.length() - 1) == ' ') {
      throw new IllegalArgumentException(
          "value of header '" + name + "' begins or ends with a space");
    }
    return Placeholder.refuse("value of header '" + name + "'", value);
  }

  /** Returns whether there are no headers. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** Returns the names in lower case, in the order in which they were added. */
  public Set<String> names() {
    return values.keySet();
  }

  /** Passes each name and value to a function. Only for sending. */
  public void forEach(BiConsumer<String, String> header) {
    values.forEach(header);
  }

  /**
   * Returns a text from another source, such as an error page, with {@code ***} in place of values
   * and of their words, as {@link Credential#mask} does. Values and words of fewer than 8
   * characters are not masked.
   */
  public String mask(String text) {
    if (isEmpty()) {
      return text;
    }
    List<Secret> found = secrets;
    if (found == null) {
      found = findSecrets();
      secrets = found;
    }
    String masked = text;
    for (Secret secret : found) {
      masked = secret.mask(masked);
    }
    return masked;
  }

  /** Returns values and their words, the longest first, since one may contain another. */
  private List<Secret> findSecrets() {
    List<String> texts = new ArrayList<>();
    for (String value : values.values()) {
      texts.add(value);
      // A server may repeat a token without its scheme, such as "abc" of "Bearer abc".
      Collections.addAll(texts, value.split(" ", -1));
    }
    return texts.stream()
        .filter(text -> text.length() >= Secret.MIN_LENGTH)
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .map(Secret::ofHeader)
        .toList();
  }

  /** Returns the names; never a value. */
  @Override
  public String toString() {
    return "ExtraHeaders" + values.keySet();
  }
}
