package io.pinelink.cli.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The value of an option as JSON: the text itself, a file as {@code @FILE}, or {@code -}. */
final class JsonArgument {
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
    try {
      return JsonInput.object(text);
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
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
            expect(json, JsonToken.VALUE_NUMBER_INT, "whole numbers");
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

  private <T> T read(JsonInput.Reading<T> reading) {
    try {
      return JsonInput.read(text, reading);
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
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

  private FailedCommand refused(String reason) {
    return FailedCommand.invalid(option + ": " + PlainText.line(reason));
  }
}
