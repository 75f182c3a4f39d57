package io.pinelink.server.internal.faults;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of a kind of fault. Its value is a {@link Long}, a {@link Boolean}, a {@link String}
 * or a list of {@link Long}.
 *
 * @param unit the unit of a number; empty for other values
 * @param byDefault the value of an attribute that is not given; null if there is none
 * @param required whether the attribute must be given
 * @param min the minimum of a number
 * @param max the maximum of a number
 * @param words the words that are allowed; empty for any text
 */
public record Attribute(
    String name,
    Type type,
    String unit,
    @Nullable Object byDefault,
    boolean required,
    long min,
    long max,
    List<String> words) {
  /** The maximum of a time: a year. */
  static final long MAX_MILLIS = Duration.ofDays(365).toMillis();

  /** The earliest time of a four-digit year, of which the dates of HTTP are. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private static final int SHOWN = 80;

  /** The type of a value. */
  public enum Type {
    NUMBER("a whole number"),
    NUMBERS("an array of whole numbers"),
    FLAG("true or false"),
    TEXT("a string"),
    WORD("a string"),
    INSTANT("a time such as 2026-11-25T10:00:00Z of the years 1 to 9999"),
    BASE64("a string in base64");

    private final String expected;

    Type(String expected) {
      this.expected = expected;
    }
  }

  private static Attribute of(String name, Type type, @Nullable Object byDefault) {
    return new Attribute(name, type, "", byDefault, false, 0, 0, List.of());
  }

  static Attribute number(String name, String unit, long min, long max) {
    return new Attribute(name, Type.NUMBER, unit, null, true, min, max, List.of());
  }

  static Attribute millis(String name) {
    return number(name, "ms", 0, MAX_MILLIS);
  }

  static Attribute numbers(String name, long min, long max, List<Long> byDefault) {
    return new Attribute(name, Type.NUMBERS, "", byDefault, false, min, max, List.of());
  }

  static Attribute flag(String name) {
    return of(name, Type.FLAG, false);
  }

  static Attribute text(String name, String byDefault) {
    return of(name, Type.TEXT, byDefault);
  }

  static Attribute instant(String name) {
    return of(name, Type.INSTANT, null);
  }

  static Attribute base64(String name) {
    return of(name, Type.BASE64, null);
  }

  static Attribute word(String name, List<String> words) {
    return new Attribute(name, Type.WORD, "", null, true, 0, 0, List.copyOf(words));
  }

  Attribute byDefault(Object value) {
    return new Attribute(name, type, unit, value, false, min, max, words);
  }

  Attribute optional() {
    return new Attribute(name, type, unit, null, false, min, max, words);
  }

  /**
   * Returns a value that was checked.
   *
   * @param place the name of the attribute in messages
   * @throws IllegalArgumentException if the value has another type or is out of range
   */
  Object checked(String place, Object value) {
    if (value instanceof List<?> list && list.isEmpty()) {
      throw new IllegalArgumentException(place + " is empty, expected " + expected());
    }
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          place + " is " + shown(value) + ", expected " + expected());
    }
    return value instanceof List<?> list ? List.copyOf(list) : value;
  }

  private boolean isValid(Object value) {
    return switch (type) {
      case NUMBER -> isInRange(value);
      case NUMBERS -> value instanceof List<?> list && list.stream().allMatch(this::isInRange);
      case FLAG -> value instanceof Boolean;
      case TEXT -> value instanceof String;
      case WORD -> value instanceof String word && words.contains(word);
      case INSTANT -> value instanceof String text && isInstant(text);
      case BASE64 -> value instanceof String text && isBase64(text);
    };
  }

  private boolean isInRange(Object value) {
    return value instanceof Long number && number >= min && number <= max;
  }

  /** Returns which values are allowed, as text for messages. */
  public String expected() {
    return switch (type) {
      case NUMBER -> min + " to " + max;
      case NUMBERS -> type.expected + " from " + min + " to " + max;
      case WORD -> "one of " + words;
      default -> type.expected;
    };
  }

  private static boolean isInstant(String text) {
    try {
      Instant time = Instant.parse(text);
      return !time.isBefore(FIRST) && !time.isAfter(LAST);
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isBase64(String text) {
    try {
      byte[] unused = Base64.getDecoder().decode(text.getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns a value as it is shown in messages. */
  static String shown(Object value) {
    String text = String.valueOf(value);
    String cut = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return value instanceof String ? "'" + cut + "'" : cut;
  }
}
