package io.pinelink.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as maps, lists, strings, numbers, booleans and null. A whole number that fits is a {@code
 * Long}.
 */
final class ReportJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ReportJson() {}

  /**
   * Parses a text.
   *
   * @throws IllegalArgumentException if it is not JSON
   */
  static @Nullable Object parse(String text) {
    try {
      return MAPPER.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Returns the value at the end of the path; null if there is none, or it is null. */
  static @Nullable Object at(@Nullable Object tree, String... path) {
    Object at = tree;
    for (String member : path) {
      if (at instanceof Map<?, ?> object) {
        at = object.get(member);
      } else if (at instanceof List<?> list && member.matches("\\d{1,6}")) {
        int position = Integer.parseInt(member);
        at = position < list.size() ? list.get(position) : null;
      } else {
        return null;
      }
    }
    return at;
  }

  /** Returns an object as one line. */
  static String line(Map<String, ? extends @Nullable Object> object) {
    return text(MAPPER.writer(), object);
  }

  /** Returns an object on indented lines, which end with LF on every platform. */
  static String indented(Map<String, ? extends @Nullable Object> object) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return text(
        MAPPER.writer(
            new DefaultPrettyPrinter(
                    Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withArrayIndenter(lines)
                .withObjectIndenter(lines)),
        object);
  }

  private static String text(ObjectWriter writer, Map<String, ?> object) {
    try {
      return writer.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
