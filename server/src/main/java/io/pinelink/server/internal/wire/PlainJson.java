package io.pinelink.server.internal.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A writer of plain values as JSON. Whole numbers are written without a fraction, as clients send
 * them.
 */
public final class PlainJson {
  public static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  /** The largest number up to which doubles represent all whole numbers. */
  private static final double LARGEST_WHOLE = 1L << 53;

  static final String HALF_PAIR = "a text has half of a surrogate pair";

  private PlainJson() {}

  public static String text(@Nullable Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = MAPPER.createGenerator(text)) {
      write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Returns an object without members. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Sets a member of an object to a plain value. */
  public static void put(ObjectNode object, String name, @Nullable Object value) {
    object.putRawValue(name, new RawValue(text(value)));
  }

  /** Returns the members of an object as plain values; all numbers are doubles. */
  public static Map<String, @Nullable Object> members(JsonNode object) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    object.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
    return members;
  }

  /** Returns a plain value; all numbers are doubles. */
  public static @Nullable Object value(JsonNode node) {
    if (node.isObject()) {
      return members(node);
    }
    if (node.isArray()) {
      List<@Nullable Object> elements = new ArrayList<>();
      node.forEach(element -> elements.add(value(element)));
      return elements;
    }
    if (node.isNumber()) {
      return finite(node);
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isTextual() ? whole(node.textValue()) : null;
  }

  private static String whole(String text) {
    if (hasHalfPair(text)) {
      throw ControlException.invalid("Failed to parse the request body as JSON: " + HALF_PAIR);
    }
    return text;
  }

  /**
   * Returns whether a text has half of a surrogate pair. JSON can escape it, but it has no form in
   * UTF-8, so it would be another character once it is saved or sent by gRPC.
   */
  static boolean hasHalfPair(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(++i))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns a number as a double; one beyond its range is refused. */
  static double finite(JsonNode number) {
    double value = number.doubleValue();
    if (Double.isInfinite(value)) {
      throw ControlException.invalid(
          "Failed to parse the request body as JSON: number out of range");
    }
    return value;
  }

  public static void write(@Nullable Object value, JsonGenerator out) throws IOException {
    if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.writeFieldName(String.valueOf(entry.getKey()));
        write(entry.getValue(), out);
      }
      out.writeEndObject();
    } else if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object element : list) {
        write(element, out);
      }
      out.writeEndArray();
    } else if (value instanceof Double number) {
      long whole = number.longValue();
      // Whole numbers have no negative zero: -0.0 is written as a double.
      if (Double.compare((double) whole, number) == 0 && Math.abs(number) <= LARGEST_WHOLE) {
        out.writeNumber(whole);
      } else {
        out.writeNumber(number);
      }
    } else if (value instanceof Boolean bool) {
      out.writeBoolean(bool);
    } else if (value == null) {
      out.writeNull();
    } else {
      out.writeString(value.toString());
    }
  }
}
