package io.pinelink.grpc.codec;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.List;
import java.util.Map;

/** Metadata and filters as {@code google.protobuf.Struct}, where every number is a double. */
final class Structs {
  private Structs() {}

  static Struct of(Map<String, ?> tree) {
    Struct.Builder struct = Struct.newBuilder();
    tree.forEach((key, value) -> struct.putFields(key, value(value)));
    return struct.build();
  }

  private static Value value(Object value) {
    Value.Builder result = Value.newBuilder();
    if (value instanceof String text) {
      result.setStringValue(text);
    } else if (value instanceof Double number) {
      result.setNumberValue(number);
    } else if (value instanceof Boolean bool) {
      result.setBoolValue(bool);
    } else if (value instanceof List<?> list) {
      ListValue.Builder values = ListValue.newBuilder();
      list.forEach(element -> values.addValues(value(element)));
      result.setListValue(values);
    } else if (value instanceof Map<?, ?> map) {
      Struct.Builder struct = Struct.newBuilder();
      map.forEach((key, element) -> struct.putFields((String) key, value(element)));
      result.setStructValue(struct);
    } else {
      throw new IllegalStateException("cannot encode as a protobuf value: " + value.getClass());
    }
    return result.build();
  }
}
