package io.pinelink.flink.table;

import io.pinelink.model.Filter;
import java.util.Map;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.type.TypeReference;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/** Reads filters in the service's JSON form, with the parser that is part of Flink. */
final class JsonFilter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonFilter() {}

  /**
   * Returns the filter of a JSON object.
   *
   * @throws IllegalArgumentException if the text is no JSON object or no filter
   */
  static Filter parse(String text) {
    try {
      return Filter.copyOf(JSON.readValue(text, new TypeReference<Map<String, Object>>() {}));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "is no JSON object: " + e.getOriginalMessage() + ", in " + text, e);
    }
  }
}
