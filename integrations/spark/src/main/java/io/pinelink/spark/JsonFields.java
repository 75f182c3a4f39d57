package io.pinelink.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields as JSON text, read with the Jackson of Spark. */
final class JsonFields {
  /** Reads no text partly, and no value as another. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};
  private static final TypeReference<float[]> FLOATS = new TypeReference<>() {};

  private JsonFields() {}

  /**
   * Returns the members of an object.
   *
   * @throws IllegalArgumentException if the text is not an object; the message does not contain it
   */
  static Map<String, @Nullable Object> parse(String text) {
    return read(text, OBJECT, "is a string, but not a JSON object");
  }

  /**
   * Returns the elements of an array of numbers.
   *
   * @throws IllegalArgumentException if the text is not such an array
   */
  static float[] floats(String text) {
    return read(text, FLOATS, "is not a JSON array of numbers");
  }

  private static <T> T read(String text, TypeReference<T> type, String mistake) {
    try {
      T value = JSON.readValue(text, type);
      if (value != null) {
        return value;
      }
    } catch (JsonProcessingException e) {
      // Its message quotes the text.
    }
    throw new IllegalArgumentException(mistake);
  }
}
