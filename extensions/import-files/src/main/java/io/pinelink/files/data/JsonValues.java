package io.pinelink.files.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.pinelink.model.SparseValues;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON values in the forms that rows have. Each method starts at the value's first token. */
final class JsonValues {
  private static final String DUPLICATE = "Duplicate field ";
  private static final double MAX_EXACT = 0x1p53;
  private static final int FIRST_LENGTH = 16;

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private JsonValues() {}

  /** Creates a parser of UTF-8, which is at no token yet. */
  static JsonParser parser(byte[] text, int length) throws IOException {
    return FACTORY.createParser(text, 0, length);
  }

  /** Creates a parser of a text, which is at no token yet. */
  static JsonParser parser(String text) throws IOException {
    return FACTORY.createParser(text);
  }

  /** Returns where the JSON is wrong; the parser's own messages are for programmers. */
  static String reason(IOException e) {
    if (!(e instanceof JsonProcessingException syntax)) {
      return "no valid JSON: " + e.getMessage();
    }
    int column = syntax.getLocation() == null ? 0 : syntax.getLocation().getColumnNr();
    String message = String.valueOf(syntax.getOriginalMessage());
    return "no valid JSON"
        + (column > 0 ? " at character " + column : "")
        + (e instanceof JsonEOFException ? ": it ends early" : "")
        + (message.startsWith(DUPLICATE)
            ? ": " + message.substring(DUPLICATE.length()) + " occurs twice"
            : "");
  }

  /** Reads any value; numbers are 64-bit floats. */
  static @Nullable Object any(JsonParser json) throws IOException, InvalidRowException {
    JsonToken token = json.currentToken();
    if (token == null) {
      throw new InvalidRowException("a value is missing");
    }
    return switch (token) {
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json.getText());
      case START_ARRAY -> list(json);
      case START_OBJECT -> object(json);
      default -> throw new InvalidRowException("unexpected " + json.getText());
    };
  }

  private static List<@Nullable Object> list(JsonParser json)
      throws IOException, InvalidRowException {
    List<@Nullable Object> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      list.add(any(json));
    }
    return Collections.unmodifiableList(list);
  }

  private static Map<String, @Nullable Object> object(JsonParser json)
      throws IOException, InvalidRowException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      object.put(name, any(json));
    }
    return Collections.unmodifiableMap(object);
  }

  /** Returns the nearest 64-bit float, unless it would be another whole number. */
  static double number(String text) throws InvalidRowException {
    double number = Double.parseDouble(text);
    if (Double.isInfinite(number)) {
      throw new InvalidRowException("number " + shortened(text) + " is too large");
    }
    if (Math.abs(number) >= MAX_EXACT && isWhole(text)) {
      BigDecimal given = new BigDecimal(text);
      // A whole number is also written with the fewest digits that lead to the same float.
      if (given.compareTo(new BigDecimal(number)) != 0
          && given.compareTo(new BigDecimal(Double.toString(number))) != 0) {
        throw new InvalidRowException(
            "number "
                + shortened(text)
                + " cannot be stored exactly, because the service stores 64-bit floats; use a"
                + " string");
      }
    }
    return number;
  }

  private static boolean isWhole(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' || c == 'e' || c == 'E') {
        return false;
      }
    }
    return true;
  }

  /** Reads an array of numbers as the nearest 32-bit floats; null if the value is null. */
  static float @Nullable [] floats(String name, JsonParser json)
      throws IOException, InvalidRowException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new InvalidRowException("'" + name + "' is no array of numbers");
    }
    json.nextToken();
    return floatsAfterStart(name, json);
  }

  /** Reads the rest of an array of numbers, from its first element. */
  static float[] floatsAfterStart(String name, JsonParser json)
      throws IOException, InvalidRowException {
    float[] floats = new float[FIRST_LENGTH];
    int count = 0;
    for (JsonToken token = json.currentToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
        throw new InvalidRowException(
            "'%s' has %s at position %s, expected numbers".formatted(name, described(json), count));
      }
      if (count == floats.length) {
        floats = Arrays.copyOf(floats, 2 * count);
      }
      floats[count++] = float32(json, token);
    }
    return Arrays.copyOf(floats, count);
  }

  private static float float32(JsonParser json, JsonToken token) throws IOException {
    float value = json.getFloatValue();
    // The integer -0 loses its sign otherwise.
    return value == 0 && token == JsonToken.VALUE_NUMBER_INT
        ? Float.parseFloat(json.getText())
        : value;
  }

  private static String described(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_STRING -> "the string '" + shortened(json.getText()) + "'";
      case VALUE_NULL -> "null";
      case START_ARRAY -> "an array";
      case START_OBJECT -> "an object";
      default -> json.getText();
    };
  }

  /** Reads an object of indices and values; null if it is null or both are empty. */
  static @Nullable SparseValues sparse(String name, JsonParser json)
      throws IOException, InvalidRowException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new InvalidRowException("'" + name + "' is no object of indices and values");
    }
    long[] indices = {};
    float[] values = {};
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String member = json.currentName();
      json.nextToken();
      switch (member) {
        case "indices" -> indices = indices(name, any(json));
        case "values" -> {
          float[] read = floats(name + ".values", json);
          values = read == null ? values : read;
        }
        default ->
            throw new InvalidRowException(
                "'" + name + "' has a member '" + member + "', expected indices and values");
      }
    }
    return sparse(name, indices, values);
  }

  private static long[] indices(String name, @Nullable Object given) throws InvalidRowException {
    if (given == null) {
      return new long[0];
    }
    if (!(given instanceof List<?> list)) {
      throw new InvalidRowException("'" + name + ".indices' is no array of whole numbers");
    }
    long[] indices = new long[list.size()];
    for (int i = 0; i < indices.length; i++) {
      if (!(list.get(i) instanceof Double index) || index != Math.rint(index)) {
        throw new InvalidRowException(
            "'" + name + ".indices' has " + list.get(i) + ", expected whole numbers");
      }
      indices[i] = index.longValue();
    }
    return indices;
  }

  /** Creates sparse values; null if there are none. */
  static @Nullable SparseValues sparse(String name, long[] indices, float[] values)
      throws InvalidRowException {
    if (indices.length == 0 && values.length == 0) {
      return null;
    }
    try {
      return SparseValues.of(indices, values);
    } catch (IllegalArgumentException e) {
      throw new InvalidRowException("'" + name + "': " + e.getMessage());
    }
  }

  /** Returns a text for a message. */
  static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
