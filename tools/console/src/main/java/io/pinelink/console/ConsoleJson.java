package io.pinelink.console;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON objects as maps. Depth and lengths are limited by the parser's defaults. */
final class ConsoleJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  private ConsoleJson() {}

  /**
   * Reads one object.
   *
   * @throws ApiFailure with status 400 if the text is not one JSON object
   */
  static Map<String, @Nullable Object> parse(byte[] json) {
    try {
      return MAPPER.readValue(json, OBJECT);
    } catch (JacksonException e) {
      throw new ApiFailure(400, "the body is not one JSON object: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(Map<String, ? extends @Nullable Object> object) {
    try {
      return MAPPER.writeValueAsBytes(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
