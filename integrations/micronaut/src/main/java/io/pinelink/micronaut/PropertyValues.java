package io.pinelink.micronaut;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Conversions of the texts of properties. Each refuses a text with what it expects instead. */
final class PropertyValues {
  private static final Pattern DURATION = Pattern.compile("(\\d+)(ns|us|ms|s|m|h|d)");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,10})(B|KB|MB|GB)?");

  private PropertyValues() {}

  static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw unexpected(text, "true or false");
    };
  }

  static int integer(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw unexpected(text, "a whole number");
    }
  }

  static double decimal(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw unexpected(text, "a number");
    }
  }

  /** Reads a duration such as {@code 500ms}, {@code 30s} or {@code PT30S}; a unit is required. */
  static Duration duration(String text) {
    if (NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "duration is %s without a unit, expected for example %<ss or %<sms".formatted(text));
    }
    Matcher matcher = DURATION.matcher(text);
    try {
      if (!matcher.matches()) {
        return Duration.parse(text);
      }
      long count = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ns" -> Duration.ofNanos(count);
        case "us" -> Duration.of(count, ChronoUnit.MICROS);
        case "ms" -> Duration.ofMillis(count);
        case "s" -> Duration.ofSeconds(count);
        case "m" -> Duration.ofMinutes(count);
        case "h" -> Duration.ofHours(count);
        default -> Duration.ofDays(count);
      };
    } catch (DateTimeParseException | ArithmeticException | NumberFormatException e) {
      throw unexpected(text, "a duration such as 500ms, 30s or PT30S");
    }
  }

  /** Reads a number of bytes below 2 GB, such as {@code 64MB}. */
  static int bytes(String text) {
    Matcher matcher = SIZE.matcher(text.toUpperCase(Locale.ROOT));
    if (matcher.matches()) {
      int shift =
          switch (String.valueOf(matcher.group(2))) {
            case "KB" -> 10;
            case "MB" -> 20;
            case "GB" -> 30;
            default -> 0;
          };
      long bytes = Long.parseLong(matcher.group(1)) << shift;
      if (bytes <= Integer.MAX_VALUE) {
        return (int) bytes;
      }
    }
    throw unexpected(text, "less than 2 GB, such as 64MB");
  }

  /** Returns a conversion of words such as {@code private-required} to constants. */
  static <E extends Enum<E>> Function<String, E> word(Class<E> type) {
    return text ->
        Arrays.stream(type.getEnumConstants())
            .filter(constant -> word(constant).equals(text.toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(() -> unexpected(text, oneOf(type)));
  }

  private static String oneOf(Class<? extends Enum<?>> type) {
    List<String> words = Arrays.stream(type.getEnumConstants()).map(PropertyValues::word).toList();
    return "one of " + String.join(", ", words);
  }

  /** Returns a constant as properties and the health indicator write it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static IllegalArgumentException unexpected(String text, String expected) {
    return new IllegalArgumentException("value is '" + text + "', expected " + expected);
  }
}
