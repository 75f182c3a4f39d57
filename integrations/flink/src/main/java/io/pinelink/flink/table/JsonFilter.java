package io.pinelink.flink.table;

import io.pinelink.model.Filter;
import java.util.Map;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.StreamReadFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.type.TypeReference;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** Reads filters in the service's JSON form, with the parser that is part of Flink. */
final class JsonFilter {
  // Without these, a second object and the first of two conditions on a field would be ignored.
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonFilter() {}

  /**
   * Returns the filter of a JSON object.
   *
   * @throws IllegalArgumentException if the text is no JSON object or no filter
   */
  static Filter parse(String text) {
    @Nullable Map<String, Object> filter;
    try {
      filter = JSON.readValue(text, new TypeReference<Map<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "is no JSON object: " + e.getOriginalMessage() + ", in " + text, e);
    }
    if (filter == null) {
      throw new IllegalArgumentException("is no JSON object: " + text);
    }
    return Filter.copyOf(filter);
  }
}
