package io.pinelink.grpc.codec;

import java.util.List;
import java.util.Map;

/**
 * Metadata and filters, written as {@code google.protobuf.Struct}, where every number is a double.
 */
final class StructFields {
  private static final int TAG = 1;
  private static final int FIELDS = 1;
  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int NUMBER = 2;
  private static final int TEXT = 3;
  private static final int BOOL = 4;
  private static final int STRUCT = 5;
  private static final int LIST = 6;
  private static final int ELEMENTS = 1;

  private StructFields() {}

  /** Writes the tree as a field. */
  static void write(FieldWriter sink, int field, Map<?, ?> tree) {
    int struct = sink.begin(field);
    tree.forEach(
        (key, value) -> {
          int entry = sink.begin(FIELDS);
          sink.text(KEY, (String) key);
          value(sink, VALUE, value);
          sink.end(entry);
        });
    sink.end(struct);
  }

  private static void value(FieldWriter sink, int field, Object value) {
    if (value instanceof Double number) {
      sink.message(field, TAG + Double.BYTES);
      sink.float64(NUMBER, number);
    } else if (value instanceof Boolean bool) {
      sink.message(field, TAG + 1);
      sink.bool(BOOL, bool);
    } else {
      int message = sink.begin(field);
      ofAnyLength(sink, value);
      sink.end(message);
    }
  }

  private static void ofAnyLength(FieldWriter sink, Object value) {
    if (value instanceof String text) {
      sink.text(TEXT, text);
    } else if (value instanceof List<?> elements) {
      int list = sink.begin(LIST);
      for (Object element : elements) {
        value(sink, ELEMENTS, element);
      }
      sink.end(list);
    } else if (value instanceof Map<?, ?> map) {
      write(sink, STRUCT, map);
    } else {
      throw new IllegalStateException("cannot encode as a protobuf value: " + value.getClass());
    }
  }
}
