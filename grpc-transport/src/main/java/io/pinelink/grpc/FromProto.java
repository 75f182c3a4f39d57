package io.pinelink.grpc;

import io.pinelink.grpc.proto.DescribeIndexStatsResponse;
import io.pinelink.grpc.proto.ListItem;
import io.pinelink.grpc.proto.ScoredVector;
import io.pinelink.grpc.proto.Usage;
import io.pinelink.model.DeleteNamespaceResponse;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.FetchByMetadataResponse;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListNamespacesResponse;
import io.pinelink.model.ListResponse;
import io.pinelink.model.Match;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.Metric;
import io.pinelink.model.NamespaceDescription;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.SparseValues;
import io.pinelink.model.UpdateResponse;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import io.pinelink.model.VectorType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From messages to models; counts are unsigned 32-bit on the wire. */
final class FromProto {
  private FromProto() {}

  static UpsertResponse upsert(io.pinelink.grpc.proto.UpsertResponse message, ResponseInfo info) {
    return new UpsertResponse(Integer.toUnsignedLong(message.getUpsertedCount()), info);
  }

  static QueryResponse query(io.pinelink.grpc.proto.QueryResponse message, ResponseInfo info) {
    return new QueryResponse(
        message.getMatchesList().stream().map(FromProto::match).toList(),
        message.getNamespace(),
        readUnits(message.getUsage()),
        info);
  }

  private static Match match(ScoredVector message) {
    return new Match(
        message.getScore(),
        Vector.received(
            message.getId(),
            floats(message.getValuesCount(), message::getValues),
            message.hasSparseValues() ? sparse(message.getSparseValues()) : null,
            Structs.metadata(message.getMetadata())));
  }

  static UpdateResponse update(io.pinelink.grpc.proto.UpdateResponse message, ResponseInfo info) {
    return new UpdateResponse(
        message.hasMatchedRecords()
            ? OptionalInt.of(message.getMatchedRecords())
            : OptionalInt.empty(),
        info);
  }

  static DeleteResponse delete(io.pinelink.grpc.proto.DeleteResponse message, ResponseInfo info) {
    return new DeleteResponse(info);
  }

  static FetchResponse fetch(io.pinelink.grpc.proto.FetchResponse message, ResponseInfo info) {
    Map<String, Vector> vectors = new LinkedHashMap<>();
    message.getVectorsMap().forEach((id, vector) -> vectors.put(id, vector(vector)));
    return new FetchResponse(vectors, message.getNamespace(), readUnits(message.getUsage()), info);
  }

  private static Vector vector(io.pinelink.grpc.proto.Vector message) {
    return Vector.received(
        message.getId(),
        floats(message.getValuesCount(), message::getValues),
        message.hasSparseValues() ? sparse(message.getSparseValues()) : null,
        Structs.metadata(message.getMetadata()));
  }

  static ListResponse list(io.pinelink.grpc.proto.ListResponse message, ResponseInfo info) {
    return new ListResponse(
        message.getVectorsList().stream().map(ListItem::getId).toList(),
        Optional.of(message.getPagination().getNext()),
        message.getNamespace(),
        readUnits(message.getUsage()),
        info);
  }

  static IndexStats stats(DescribeIndexStatsResponse message, ResponseInfo info) {
    Map<String, Long> namespaces = new LinkedHashMap<>();
    message
        .getNamespacesMap()
        .forEach(
            (name, summary) ->
                namespaces.put(name, Integer.toUnsignedLong(summary.getVectorCount())));
    return new IndexStats(
        namespaces,
        Integer.toUnsignedLong(message.getTotalVectorCount()),
        message.hasDimension() ? message.getDimension() : null,
        message.getIndexFullness(),
        message.hasMetric() ? new Metric(message.getMetric()) : null,
        message.hasVectorType() ? new VectorType(message.getVectorType()) : null,
        message.hasMemoryFullness() ? message.getMemoryFullness() : null,
        message.hasStorageFullness() ? message.getStorageFullness() : null,
        info);
  }

  static FetchByMetadataResponse fetchByMetadata(
      io.pinelink.grpc.proto.FetchByMetadataResponse message, ResponseInfo info) {
    return new FetchByMetadataResponse(
        message.getVectorsMap().values().stream().map(FromProto::vector).toList(),
        Optional.of(message.getPagination().getNext()),
        message.getNamespace(),
        readUnits(message.getUsage()),
        info);
  }

  static NamespaceDescription namespace(
      io.pinelink.grpc.proto.NamespaceDescription message, ResponseInfo info) {
    return new NamespaceDescription(
        message.getName(),
        message.getRecordCount(),
        message.hasSchema() ? Optional.of(schema(message.getSchema())) : Optional.empty(),
        message.getIndexedFields().getFieldsList(),
        info);
  }

  private static MetadataSchema schema(io.pinelink.grpc.proto.MetadataSchema message) {
    Set<String> filterable = new LinkedHashSet<>();
    message
        .getFieldsMap()
        .forEach(
            (field, properties) -> {
              if (properties.getFilterable()) {
                filterable.add(field);
              }
            });
    return new MetadataSchema(filterable);
  }

  static ListNamespacesResponse listNamespaces(
      io.pinelink.grpc.proto.ListNamespacesResponse message, ResponseInfo info) {
    return new ListNamespacesResponse(
        message.getNamespacesList().stream().map(each -> namespace(each, info)).toList(),
        Optional.of(message.getPagination().getNext()),
        message.getTotalCount(),
        info);
  }

  static DeleteNamespaceResponse deleteNamespace(
      io.pinelink.grpc.proto.DeleteResponse message, ResponseInfo info) {
    return new DeleteNamespaceResponse(info);
  }

  private static long readUnits(Usage usage) {
    return Integer.toUnsignedLong(usage.getReadUnits());
  }

  private static @Nullable SparseValues sparse(io.pinelink.grpc.proto.SparseValues message) {
    int[] indices = new int[message.getIndicesCount()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = message.getIndices(i);
    }
    return SparseValues.received(indices, floats(message.getValuesCount(), message::getValues));
  }

  private static float[] floats(int count, FloatAt values) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = values.at(i);
    }
    return floats;
  }

  @FunctionalInterface
  private interface FloatAt {
    float at(int position);
  }
}
