package io.pinelink.cli.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The value of an option as JSON: the text itself, a file as {@code @FILE}, or {@code -}. */
final class JsonArgument {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String option;
  private final String text;

  private JsonArgument(String option, String text) {
    this.option = option;
    this.text = text;
  }

  /**
   * Reads the text of an option.
   *
   * @throws UncheckedIOException if the file cannot be read
   */
  static JsonArgument of(String option, String given) {
    try {
      if (given.equals("-")) {
        return new JsonArgument(
            option, new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
      }
      if (given.startsWith("@")) {
        return new JsonArgument(option, Files.readString(Path.of(given.substring(1))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the file of " + option + ": " + e, e);
    }
    return new JsonArgument(option, given);
  }

  /** Returns an object. */
  Map<String, @Nullable Object> object() {
    return read(
        json -> {
          expect(json, JsonToken.START_OBJECT, "an object such as {\"genre\": \"drama\"}");
          return readObject(json);
        });
  }

  /** Returns an array of numbers as the nearest 32-bit floats. */
  float[] floats() {
    List<Float> numbers =
        read(
            json -> {
              expect(json, JsonToken.START_ARRAY, "an array of numbers such as [0.1, 0.2]");
              List<Float> list = new ArrayList<>();
              while (json.nextToken() != JsonToken.END_ARRAY) {
                checkNumber(json);
                list.add(Float.parseFloat(json.getText()));
              }
              return list;
            });
    float[] floats = new float[numbers.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = numbers.get(i);
    }
    return floats;
  }

  /** Returns an array of whole numbers. */
  long[] integers() {
    return read(
        json -> {
          expect(json, JsonToken.START_ARRAY, "an array of whole numbers such as [1, 2]");
          List<Long> list = new ArrayList<>();
          while (json.nextToken() != JsonToken.END_ARRAY) {
            checkNumber(json);
            list.add(json.getLongValue());
          }
          return list.stream().mapToLong(Long::longValue).toArray();
        });
  }

  /** Returns an array of strings. */
  List<String> strings() {
    return read(
        json -> {
          expect(json, JsonToken.START_ARRAY, "an array of strings such as [\"a\", \"b\"]");
          List<String> list = new ArrayList<>();
          while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json, JsonToken.VALUE_STRING, "strings");
            list.add(json.getText());
          }
          return list;
        });
  }

  private interface Reading<T> {
    T read(JsonParser json) throws IOException;
  }

  private <T> T read(Reading<T> reading) {
    try (JsonParser json = FACTORY.createParser(text)) {
      json.nextToken();
      T value = reading.read(json);
      if (json.nextToken() != null) {
        throw refused("there is more text after the JSON");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw refused(
          String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("no valid JSON"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void expect(JsonParser json, JsonToken token, String expected) {
    if (json.currentToken() != token) {
      throw refused("expected " + expected);
    }
  }

  private void checkNumber(JsonParser json) {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_FLOAT
        && json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw refused("expected numbers");
    }
  }

  private Map<String, @Nullable Object> readObject(JsonParser json) throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      object.put(name, readAny(json));
    }
    return object;
  }

  private @Nullable Object readAny(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> whole(json);
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case START_OBJECT -> readObject(json);
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          list.add(readAny(json));
        }
        yield list;
      }
      default -> throw refused("unexpected " + json.getText());
    };
  }

  private Object whole(JsonParser json) throws IOException {
    if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw refused("number " + json.getText() + " cannot be stored exactly; use a string");
    }
    return json.getLongValue();
  }

  private FailedCommand refused(String reason) {
    return new FailedCommand(ExitCode.INVALID, option + ": " + PlainText.line(reason));
  }
}
