package io.pinelink.kafkaconnect;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** A path of names through structs and maps, such as {@code customer.id}. */
record FieldPath(List<String> names) {
  private static final Pattern DOT = Pattern.compile("(?<!\\\\)\\.");

  FieldPath {
    names = List.copyOf(names);
  }

  /**
   * Reads names separated by dots. A dot in a name is preceded by a backslash.
   *
   * @throws IllegalArgumentException if a name is empty
   */
  static FieldPath parse(String text) {
    List<String> names =
        Stream.of(DOT.split(text, -1)).map(name -> name.replace("\\.", ".")).toList();
    if (names.contains("")) {
      throw new IllegalArgumentException("expected names separated by dots, without empty ones");
    }
    return new FieldPath(names);
  }

  String first() {
    return names.get(0);
  }

  String last() {
    return names.get(names.size() - 1);
  }

  /**
   * Returns the value at the path; null if it or a struct on the way to it is null or missing.
   *
   * @throws DataException if a value on the way is neither a struct nor a map
   */
  @Nullable Object in(@Nullable Object root) {
    Object value = root;
    for (String name : names) {
      if (value == null) {
        return null;
      }
      value = field(value, name);
    }
    return value;
  }

  private @Nullable Object field(Object container, String name) {
    if (container instanceof Struct struct) {
      Field field = struct.schema().field(name);
      return field == null ? null : struct.get(field);
    }
    if (container instanceof Map<?, ?> map) {
      return map.get(name);
    }
    throw new DataException(
        "'%s' needs a struct or map with the field '%s', found %s"
            .formatted(this, name, container.getClass().getSimpleName()));
  }

  @Override
  public String toString() {
    return String.join(".", names);
  }
}
