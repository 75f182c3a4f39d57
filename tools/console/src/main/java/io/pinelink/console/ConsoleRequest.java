package io.pinelink.console;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a call, from its query or from its body.
 *
 * @param values strings from a query, or any JSON from a body
 */
record ConsoleRequest(Map<String, @Nullable Object> values) {
  /** Reads the parameters of a query. */
  static ConsoleRequest ofQuery(URI uri) {
    Map<String, @Nullable Object> values = new HashMap<>();
    String query = uri.getRawQuery();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        int end = pair.indexOf('=');
        String name = end < 0 ? pair : pair.substring(0, end);
        values.put(decoded(name), end < 0 ? "" : decoded(pair.substring(end + 1)));
      }
    }
    return new ConsoleRequest(values);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ApiFailure(400, "the query has an invalid percent encoding");
    }
  }

  /** Returns a text; empty if it is missing or empty. */
  Optional<String> text(String name) {
    Object value = values.get(name);
    if (value == null || value.equals("")) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return Optional.of(text);
    }
    throw new ApiFailure(400, name + " is not a text");
  }

  /** Returns a text that must be there. */
  String required(String name) {
    return text(name).orElseThrow(() -> new ApiFailure(400, name + " is missing"));
  }

  /** Returns a whole number in a range. */
  int number(String name, int byDefault, int min, int max) {
    Object value = values.get(name);
    if (value == null || value.equals("")) {
      return byDefault;
    }
    try {
      int number = new BigDecimal(value.toString()).intValueExact();
      if (number >= min && number <= max) {
        return number;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // Reported below.
    }
    throw new ApiFailure(
        400, name + " is " + value + ", expected a whole number from " + min + " to " + max);
  }

  /** Returns a number above 0. */
  double positive(String name, double byDefault) {
    Object value = values.get(name);
    if (value == null) {
      return byDefault;
    }
    if (value instanceof Number number
        && number.doubleValue() > 0
        && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw new ApiFailure(400, name + " is " + value + ", expected a number above 0");
  }

  /** Returns an object; empty if it is missing. */
  Optional<Map<String, @Nullable Object>> object(String name) {
    Object value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw new ApiFailure(400, name + " is not a JSON object");
    }
    Map<String, @Nullable Object> copy = new HashMap<>();
    map.forEach((key, each) -> copy.put(String.valueOf(key), each));
    return Optional.of(copy);
  }

  /** Returns a list of texts; empty if it is missing. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object each : list(name)) {
      if (!(each instanceof String text)) {
        throw new ApiFailure(400, name + " is not a list of texts");
      }
      texts.add(text);
    }
    return texts;
  }

  /** Returns a list of numbers as floats; empty if it is missing. */
  float[] floats(String name) {
    List<?> list = list(name);
    float[] floats = new float[list.size()];
    for (int i = 0; i < floats.length; i++) {
      if (!(list.get(i) instanceof Number number)) {
        throw new ApiFailure(400, name + "[" + i + "] is not a number");
      }
      floats[i] = number.floatValue();
    }
    return floats;
  }

  /** Returns a list of whole numbers; empty if it is missing. */
  long[] longs(String name) {
    List<?> list = list(name);
    long[] longs = new long[list.size()];
    for (int i = 0; i < longs.length; i++) {
      if (!(list.get(i) instanceof Number number)
          || number.doubleValue() != Math.rint(number.doubleValue())) {
        throw new ApiFailure(400, name + "[" + i + "] is not a whole number");
      }
      longs[i] = number.longValue();
    }
    return longs;
  }

  private List<?> list(String name) {
    Object value = values.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw new ApiFailure(400, name + " is not a list");
  }
}
