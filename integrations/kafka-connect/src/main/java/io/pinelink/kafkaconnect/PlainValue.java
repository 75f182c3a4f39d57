package io.pinelink.kafkaconnect;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Converts Connect's values to maps, lists, strings, numbers and booleans. */
final class PlainValue {
  private PlainValue() {}

  /**
   * Converts a value. Dates and times become milliseconds since 1970 and decimals become numbers;
   * fields that are null are left out.
   *
   * @param path names the value in messages
   * @throws DataException if the value contains bytes, a map with keys that are not strings, or a
   *     value of another type
   */
  static @Nullable Object of(String path, @Nullable Object value) {
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Double
        || value instanceof Float
        || value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return value;
    }
    if (value instanceof Struct || value instanceof Map<?, ?>) {
      return withoutNulls(path + ".", fields(path, value));
    }
    if (value instanceof Collection<?> list) {
      List<@Nullable Object> plain = new ArrayList<>(list.size());
      list.forEach(element -> plain.add(of(path + "[]", element)));
      return plain;
    }
    if (value instanceof Date date) {
      return date.toInstant().toEpochMilli();
    }
    if (value instanceof BigDecimal decimal) {
      return number(decimal);
    }
    throw new DataException(
        "'%s' is %s, expected a string, number, boolean, list or map"
            .formatted(
                path,
                value instanceof byte[] || value instanceof ByteBuffer
                    ? "bytes"
                    : "of type " + value.getClass().getSimpleName()));
  }

  /** Converts the fields of a value, and leaves out those that are null. */
  static Map<String, Object> withoutNulls(Map<String, @Nullable Object> fields) {
    return withoutNulls("", fields);
  }

  private static Map<String, Object> withoutNulls(
      String prefix, Map<String, @Nullable Object> fields) {
    Map<String, Object> plain = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Object> field : fields.entrySet()) {
      Object converted = of(prefix + field.getKey(), field.getValue());
      if (converted != null) {
        plain.put(field.getKey(), converted);
      }
    }
    return plain;
  }

  private static Number number(BigDecimal decimal) {
    BigDecimal stripped = decimal.stripTrailingZeros();
    return stripped.scale() <= 0 && stripped.precision() - stripped.scale() <= 18
        ? (Number) stripped.longValueExact()
        : (Number) decimal.doubleValue();
  }

  /**
   * Returns the fields of a struct or the entries of a map, in their order.
   *
   * @throws DataException if the value is neither, or a key is not a string
   */
  static Map<String, @Nullable Object> fields(String path, Object value) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    if (value instanceof Struct struct) {
      for (Field field : struct.schema().fields()) {
        fields.put(field.name(), struct.get(field));
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (!(entry.getKey() instanceof String name)) {
          throw new DataException("'" + path + "' is a map with keys that are not strings");
        }
        fields.put(name, entry.getValue());
      }
    } else {
      throw new DataException(
          "'%s' is of type %s, expected a struct or map"
              .formatted(path, value.getClass().getSimpleName()));
    }
    return fields;
  }
}
