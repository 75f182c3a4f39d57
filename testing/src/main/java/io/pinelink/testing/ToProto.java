package io.pinelink.testing;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.pinelink.grpc.proto.ScoredVector;
import io.pinelink.grpc.proto.SparseValues;
import io.pinelink.grpc.proto.Vector;
import java.util.List;
import java.util.Map;

/** Writes what gRPC calls return. */
final class ToProto {
  private ToProto() {}

  static Vector vector(StoredVector vector) {
    Vector.Builder builder = Vector.newBuilder().setId(vector.id());
    for (float value : vector.values()) {
      builder.addValues(value);
    }
    SparsePart sparse = vector.sparse();
    if (sparse != null) {
      builder.setSparseValues(sparseValues(sparse));
    }
    if (!vector.metadata().isEmpty()) {
      builder.setMetadata(struct(vector.metadata()));
    }
    return builder.build();
  }

  static ScoredVector scoredVector(Match match, boolean withValues, boolean withMetadata) {
    StoredVector vector = match.vector();
    ScoredVector.Builder builder =
        ScoredVector.newBuilder().setId(vector.id()).setScore(match.score());
    if (withValues) {
      for (float value : vector.values()) {
        builder.addValues(value);
      }
      SparsePart sparse = vector.sparse();
      if (sparse != null) {
        builder.setSparseValues(sparseValues(sparse));
      }
    }
    if (withMetadata && !vector.metadata().isEmpty()) {
      builder.setMetadata(struct(vector.metadata()));
    }
    return builder.build();
  }

  private static SparseValues sparseValues(SparsePart sparse) {
    SparseValues.Builder builder = SparseValues.newBuilder();
    for (int entry = 0; entry < sparse.size(); entry++) {
      builder.addIndices(sparse.index(entry)).addValues(sparse.value(entry));
    }
    return builder.build();
  }

  private static Struct struct(Map<String, Object> metadata) {
    Struct.Builder builder = Struct.newBuilder();
    metadata.forEach((field, value) -> builder.putFields(field, value(value)));
    return builder.build();
  }

  private static Value value(Object value) {
    Value.Builder builder = Value.newBuilder();
    if (value instanceof Double number) {
      return builder.setNumberValue(number).build();
    }
    if (value instanceof Boolean bool) {
      return builder.setBoolValue(bool).build();
    }
    if (value instanceof List<?> list) {
      ListValue.Builder values = ListValue.newBuilder();
      list.forEach(element -> values.addValues(value(element)));
      return builder.setListValue(values).build();
    }
    return builder.setStringValue(value.toString()).build();
  }
}
