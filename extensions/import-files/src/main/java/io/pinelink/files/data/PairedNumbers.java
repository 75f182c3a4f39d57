package io.pinelink.files.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The member {@code values} of an object in a document, of which only the other members show
 * whether it is one half of sparse values.
 */
final class PairedNumbers {
  private final List<@Nullable Object> list;
  private final float[] floats;

  private PairedNumbers(List<@Nullable Object> list, float[] floats) {
    this.list = list;
    this.floats = floats;
  }

  /** Reads an array, at whose start the parser is. */
  static PairedNumbers read(JsonParser json) throws IOException, InvalidRowException {
    List<@Nullable Object> list = new ArrayList<>();
    float[] floats = new float[16];
    int numbers = 0;
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
        if (numbers == floats.length) {
          floats = Arrays.copyOf(floats, 2 * numbers);
        }
        floats[numbers++] = Float.parseFloat(json.getText());
      }
      list.add(JsonValues.any(json));
    }
    return new PairedNumbers(Collections.unmodifiableList(list), Arrays.copyOf(floats, numbers));
  }

  /** Returns the elements as any field has them. */
  List<@Nullable Object> list() {
    return list;
  }

  /** Returns the elements that are numbers as the nearest 32-bit floats; not a copy. */
  float[] floats() {
    return floats;
  }

  boolean areNumbers() {
    return floats.length == list.size();
  }
}
