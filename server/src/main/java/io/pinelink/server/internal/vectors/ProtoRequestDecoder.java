package io.pinelink.server.internal.vectors;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.pinelink.grpc.proto.CreateNamespaceRequest;
import io.pinelink.grpc.proto.DeleteNamespaceRequest;
import io.pinelink.grpc.proto.DeleteRequest;
import io.pinelink.grpc.proto.DescribeIndexStatsRequest;
import io.pinelink.grpc.proto.DescribeNamespaceRequest;
import io.pinelink.grpc.proto.FetchByMetadataRequest;
import io.pinelink.grpc.proto.FetchRequest;
import io.pinelink.grpc.proto.ListNamespacesRequest;
import io.pinelink.grpc.proto.ListRequest;
import io.pinelink.grpc.proto.MetadataSchema;
import io.pinelink.grpc.proto.QueryRequest;
import io.pinelink.grpc.proto.SparseValues;
import io.pinelink.grpc.proto.UpdateRequest;
import io.pinelink.grpc.proto.UpsertRequest;
import io.pinelink.grpc.proto.Vector;
import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.StoredVector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A decoder of gRPC requests. */
final class ProtoRequestDecoder {
  private ProtoRequestDecoder() {}

  static DataCalls.Upsert upsert(UpsertRequest request) {
    return new DataCalls.Upsert(
        request.getNamespace(),
        request.getVectorsList().stream().map(ProtoRequestDecoder::storedVector).toList(),
        request.getSerializedSize());
  }

  private static StoredVector storedVector(Vector vector) {
    return StoredVector.of(
        vector.getId(),
        floats(vector.getValuesList()),
        sparse(vector.getSparseValues()),
        map(vector.getMetadata()));
  }

  static DataCalls.Update update(UpdateRequest request) {
    return new DataCalls.Update(
        request.getNamespace(),
        request.getId(),
        new VectorParts(floats(request.getValuesList()), sparse(request.getSparseValues())),
        map(request.getSetMetadata()),
        request.hasFilter() ? map(request.getFilter()) : null,
        request.getDryRun());
  }

  static DataCalls.Delete delete(DeleteRequest request) {
    return new DataCalls.Delete(
        request.getNamespace(),
        request.getIdsList(),
        request.getDeleteAll(),
        request.hasFilter() ? map(request.getFilter()) : null);
  }

  static DataCalls.Fetch fetch(FetchRequest request) {
    return new DataCalls.Fetch(request.getNamespace(), request.getIdsList());
  }

  static DataCalls.FetchByMetadata fetchByMetadata(FetchByMetadataRequest request) {
    return new DataCalls.FetchByMetadata(
        request.getNamespace(),
        map(request.getFilter()),
        request.hasLimit() ? Integer.toUnsignedLong(request.getLimit()) : null,
        request.getPaginationToken());
  }

  static DataCalls.ListIds list(ListRequest request) {
    return new DataCalls.ListIds(
        request.getNamespace(),
        request.getPrefix(),
        request.hasLimit() ? Integer.toUnsignedLong(request.getLimit()) : null,
        request.getPaginationToken());
  }

  static DataCalls.Query query(QueryRequest request) {
    return new DataCalls.Query(
        request.getNamespace(),
        Integer.toUnsignedLong(request.getTopK()),
        request.getId(),
        new VectorParts(floats(request.getVectorList()), sparse(request.getSparseVector())),
        map(request.getFilter()),
        request.getIncludeValues(),
        request.getIncludeMetadata(),
        request.hasScanFactor() ? request.getScanFactor() : null,
        request.hasMaxCandidates() ? Integer.toUnsignedLong(request.getMaxCandidates()) : null);
  }

  static DataCalls.Stats stats(DescribeIndexStatsRequest request) {
    return new DataCalls.Stats(map(request.getFilter()));
  }

  static DataCalls.ListNamespaces listNamespaces(ListNamespacesRequest request) {
    return new DataCalls.ListNamespaces(
        request.getPrefix(),
        request.hasLimit() ? Integer.toUnsignedLong(request.getLimit()) : null,
        request.getPaginationToken());
  }

  static DataCalls.CreateNamespace createNamespace(CreateNamespaceRequest request) {
    return new DataCalls.CreateNamespace(
        request.getName(), request.hasSchema() ? schema(request.getSchema()) : null);
  }

  private static Map<String, Boolean> schema(MetadataSchema schema) {
    Map<String, Boolean> fields = new LinkedHashMap<>();
    schema
        .getFieldsMap()
        .forEach((field, properties) -> fields.put(field, properties.getFilterable()));
    return fields;
  }

  static DataCalls.NamedNamespace describeNamespace(DescribeNamespaceRequest request) {
    return new DataCalls.NamedNamespace(request.getNamespace());
  }

  static DataCalls.NamedNamespace deleteNamespace(DeleteNamespaceRequest request) {
    return new DataCalls.NamedNamespace(request.getNamespace());
  }

  /** Converts a struct to a map, with numbers as Double. */
  private static Map<String, @Nullable Object> map(Struct struct) {
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

  /** Copies a list of protobuf, which stores floats unboxed. */
  private static float[] floats(List<Float> list) {
    float[] floats = new float[list.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = list.get(i);
    }
    return floats;
  }
}
