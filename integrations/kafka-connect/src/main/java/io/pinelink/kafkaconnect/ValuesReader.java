package io.pinelink.kafkaconnect;

import io.pinelink.model.SparseValues;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Collection;
import org.apache.kafka.connect.errors.DataException;

/**
 * Reads dense and sparse values from the forms in which topics contain them.
 *
 * @param order the byte order of floats in bytes and base64
 */
record ValuesReader(ByteOrder order) {
  private static final FieldPath INDICES = FieldPath.parse("indices");
  private static final FieldPath VALUES = FieldPath.parse("values");

  /**
   * Reads dense values: a list of numbers, bytes or base64 of 32-bit floats, or a text such as
   * {@code [0.1, 0.2]}.
   *
   * @param path names the value, as text, in messages, which never contain the value itself
   * @throws DataException if the value has another form
   */
  float[] dense(Object path, Object value) {
    if (value instanceof Collection<?> list) {
      return floats(path, list);
    }
    if (value instanceof byte[] bytes) {
      return floats(path, ByteBuffer.wrap(bytes));
    }
    if (value instanceof ByteBuffer bytes) {
      return floats(path, bytes.duplicate());
    }
    if (value instanceof String text) {
      return text.startsWith("[") ? listed(path, text) : decoded(path, text);
    }
    throw new DataException(
        "'%s' is of type %s, expected a list of numbers, bytes or base64"
            .formatted(path, value.getClass().getSimpleName()));
  }

  private static float[] floats(Object path, Collection<?> list) {
    float[] floats = new float[list.size()];
    int i = 0;
    for (Object element : list) {
      if (!(element instanceof Number number)) {
        throw new DataException(
            "'" + path + "' has an element that is not a number, at position " + i);
      }
      floats[i++] = number.floatValue();
    }
    return floats;
  }

  private float[] floats(Object path, ByteBuffer bytes) {
    if (bytes.remaining() % Float.BYTES != 0) {
      throw new DataException(
          "'" + path + "' has " + bytes.remaining() + " bytes, expected a multiple of 4");
    }
    float[] floats = new float[bytes.remaining() / Float.BYTES];
    bytes.order(order).asFloatBuffer().get(floats);
    return floats;
  }

  private float[] decoded(Object path, String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new DataException("'" + path + "' is a string, but not base64");
    }
    return floats(path, ByteBuffer.wrap(bytes));
  }

  private static float[] listed(Object path, String text) {
    String inner = text.endsWith("]") ? text.substring(1, text.length() - 1).strip() : "?";
    String[] elements = inner.isEmpty() ? new String[0] : inner.split(",", -1);
    float[] floats = new float[elements.length];
    for (int i = 0; i < floats.length; i++) {
      try {
        floats[i] = Float.parseFloat(elements[i].strip());
      } catch (NumberFormatException e) {
        throw new DataException(
            "'" + path + "' is a text with an element that is not a number, at position " + i);
      }
    }
    return floats;
  }

  /**
   * Reads sparse values: a struct or map with a list of indices and one of values.
   *
   * @throws DataException if the value has another form
   */
  SparseValues sparse(Object path, Object value) {
    if (!(INDICES.in(value) instanceof Collection<?> indices)
        || !(VALUES.in(value) instanceof Collection<?> weights)) {
      throw new DataException(
          "'" + path + "' is expected to have the lists 'indices' and 'values'");
    }
    long[] positions = new long[indices.size()];
    int i = 0;
    for (Object index : indices) {
      if (!(index instanceof Long || index instanceof Integer)) {
        throw new DataException(
            "'" + path + ".indices' has an element that is not a whole number, at position " + i);
      }
      positions[i++] = ((Number) index).longValue();
    }
    return SparseValues.of(positions, floats(path + ".values", weights));
  }
}
