package io.pinelink.cli.transfer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of JSON objects, by their kinds. */
final class JsonObjects {
  private JsonObjects() {}

  static String text(Map<String, @Nullable Object> object, String name) {
    if (object.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("'" + name + "' is no string");
  }

  static List<?> list(Map<String, @Nullable Object> object, String name) {
    if (object.get(name) instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("'" + name + "' is no list");
  }

  @SuppressWarnings("unchecked") // the keys of objects are strings
  static Map<String, @Nullable Object> object(@Nullable Object value) {
    if (value instanceof Map<?, ?> object) {
      return (Map<String, @Nullable Object>) object;
    }
    throw new IllegalArgumentException("an element of a list is no object");
  }
}
