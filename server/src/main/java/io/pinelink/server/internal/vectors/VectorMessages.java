package io.pinelink.server.internal.vectors;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.pinelink.grpc.proto.Pagination;
import io.pinelink.grpc.proto.SparseValues;
import io.pinelink.grpc.proto.Usage;
import io.pinelink.server.internal.store.SparsePart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The parts of requests and responses that several operations share in gRPC. */
final class VectorMessages {
  private VectorMessages() {}

  /** Converts a struct to a map, with numbers as Double. */
  static Map<String, @Nullable Object> map(Struct struct) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    struct.getFieldsMap().forEach((name, value) -> map.put(name, value(value)));
    return map;
  }

  /** Converts a value as {@link #map} does. */
  static @Nullable Object value(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> value.getStringValue();
      case NUMBER_VALUE -> value.getNumberValue();
      case BOOL_VALUE -> value.getBoolValue();
      case STRUCT_VALUE -> map(value.getStructValue());
      case LIST_VALUE -> {
        List<@Nullable Object> list = new ArrayList<>();
        value.getListValue().getValuesList().forEach(element -> list.add(value(element)));
        yield list;
      }
      case NULL_VALUE, KIND_NOT_SET -> null;
    };
  }

  static @Nullable SparsePart sparse(SparseValues sparse) {
    return SparsePart.of(
        sparse.getIndicesList().stream().mapToInt(Integer::intValue).toArray(),
        floats(sparse.getValuesList()));
  }

  /** Copies a list of protobuf, which stores floats unboxed. */
  static float[] floats(List<Float> list) {
    float[] floats = new float[list.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = list.get(i);
    }
    return floats;
  }

  /** Sets the pagination of a response, unless there is no further page. */
  static void pagination(@Nullable String next, Consumer<Pagination> setter) {
    if (next != null) {
      setter.accept(Pagination.newBuilder().setNext(next).build());
    }
  }

  static Usage usage(DataResult.Read read, boolean withSizes) {
    Usage.Builder usage = Usage.newBuilder().setReadUnits(read.readUnits());
    if (withSizes) {
      // The size of a response is limited, so it fits into the unsigned 32 bits of the field.
      usage.setEgressBytes((int) read.egressBytes());
    }
    return usage.build();
  }

  static SparseValues sparse(SparsePart sparse) {
    SparseValues.Builder builder = SparseValues.newBuilder();
    for (int entry = 0; entry < sparse.size(); entry++) {
      builder.addIndices(sparse.index(entry)).addValues(sparse.value(entry));
    }
    return builder.build();
  }

  static Struct struct(Map<String, Object> metadata) {
    Struct.Builder builder = Struct.newBuilder();
    metadata.forEach((field, value) -> builder.putFields(field, encoded(value)));
    return builder.build();
  }

  private static Value encoded(Object value) {
    Value.Builder builder = Value.newBuilder();
    if (value instanceof Double number) {
      return builder.setNumberValue(number).build();
    }
    if (value instanceof Boolean bool) {
      return builder.setBoolValue(bool).build();
    }
    if (value instanceof List<?> list) {
      ListValue.Builder values = ListValue.newBuilder();
      list.forEach(element -> values.addValues(encoded(element)));
      return builder.setListValue(values).build();
    }
    return builder.setStringValue(value.toString()).build();
  }
}
