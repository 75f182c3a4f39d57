package io.pinelink.testing;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.pinelink.grpc.proto.QueryRequest;
import io.pinelink.grpc.proto.SparseValues;
import io.pinelink.grpc.proto.UpdateRequest;
import io.pinelink.grpc.proto.Vector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads what gRPC calls bring. */
final class FromProto {
  private FromProto() {}

  static StoredVector storedVector(Vector vector) {
    return StoredVector.of(
        vector.getId(),
        floats(vector.getValuesList()),
        sparse(vector.getSparseValues()),
        map(vector.getMetadata()));
  }

  static VectorUpdate vectorUpdate(UpdateRequest request) {
    return VectorUpdate.of(
        request.getId(),
        floats(request.getValuesList()),
        sparse(request.getSparseValues()),
        map(request.getSetMetadata()));
  }

  static VectorQuery vectorQuery(QueryRequest request, Predicate<Map<String, Object>> filter) {
    return new VectorQuery(
        Integer.toUnsignedLong(request.getTopK()),
        request.getId(),
        floats(request.getVectorList()),
        sparse(request.getSparseVector()),
        filter);
  }

  /** Any JSON, with numbers as Double; not yet checked. */
  static Map<String, @Nullable Object> map(Struct struct) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    struct.getFieldsMap().forEach((name, value) -> map.put(name, value(value)));
    return map;
  }

  private static @Nullable Object value(Value value) {
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

  private static @Nullable SparsePart sparse(SparseValues sparse) {
    return SparsePart.of(
        sparse.getIndicesList().stream().mapToInt(Integer::intValue).toArray(),
        floats(sparse.getValuesList()));
  }

  /** The list is protobuf's own, which keeps floats unboxed and gives them one by one. */
  private static float[] floats(List<Float> list) {
    float[] floats = new float[list.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = list.get(i);
    }
    return floats;
  }
}
