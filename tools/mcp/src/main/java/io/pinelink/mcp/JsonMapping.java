package io.pinelink.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON of answers, as it is written and as its size is limited. */
final class JsonMapping {
  static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private JsonMapping() {}

  static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int bytes(Object value) {
    return text(value).getBytes(StandardCharsets.UTF_8).length;
  }
}
