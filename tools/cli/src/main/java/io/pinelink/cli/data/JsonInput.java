package io.pinelink.cli.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into maps, lists, strings, longs, doubles, booleans and null. Names that occur twice
 * and numbers that would change are refused.
 */
public final class JsonInput {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private JsonInput() {}

  /** Reads a value whose first token is the current one, up to its last token. */
  public interface Reading<T> {
    /** Returns the value. */
    T read(JsonParser json) throws IOException;
  }

  /**
   * Reads an object.
   *
   * @throws IllegalArgumentException if the text is no object
   */
  public static Map<String, @Nullable Object> object(String text) {
    return read(
        text,
        json -> {
          if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("expected an object such as {\"genre\": \"drama\"}");
          }
          return members(json);
        });
  }

  /**
   * Reads a text that is one value.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static <T> T read(String text, Reading<T> reading) {
    try (JsonParser json = FACTORY.createParser(text)) {
      json.nextToken();
      T value = reading.read(json);
      if (json.nextToken() != null) {
        throw new IllegalArgumentException("there is more text after the JSON");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(reason(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The library's own messages are for programmers. */
  private static String reason(JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage());
    if (e instanceof JsonEOFException) {
      return "the JSON ends early";
    }
    if (e instanceof InputCoercionException) {
      return "a number is out of range";
    }
    if (message.startsWith("Duplicate field ")) {
      return "the member " + message.substring("Duplicate field ".length()) + " occurs twice";
    }
    JsonLocation at = e.getLocation();
    return "no valid JSON"
        + (at == null ? "" : " at line " + at.getLineNr() + ", character " + at.getColumnNr());
  }

  private static Map<String, @Nullable Object> members(JsonParser json) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      members.put(name, value(json));
    }
    return members;
  }

  private static @Nullable Object value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> whole(json);
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case START_OBJECT -> members(json);
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(json));
        }
        yield list;
      }
      default -> throw new IllegalArgumentException("unexpected " + json.getText());
    };
  }

  private static Object whole(JsonParser json) throws IOException {
    if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw new IllegalArgumentException(
          "number " + json.getText() + " cannot be stored exactly; use a string");
    }
    return json.getLongValue();
  }
}
