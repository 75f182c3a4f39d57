package io.pinelink.grpc.codec;

import io.pinelink.grpc.proto.DescribeIndexStatsResponse;
import io.pinelink.grpc.proto.ListItem;
import io.pinelink.grpc.proto.Usage;
import io.pinelink.model.DeleteNamespaceResponse;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.ListNamespacesResponse;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.Metric;
import io.pinelink.model.NamespaceDescription;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.UpdateResponse;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.VectorType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The conversions from messages to models; {@link WireDecoder} decodes those with many vectors.
 * Counts are unsigned 32-bit on the wire.
 */
final class ProtoResponseDecoder {
  private ProtoResponseDecoder() {}

  static UpsertResponse upsert(io.pinelink.grpc.proto.UpsertResponse message, ResponseInfo info) {
    return new UpsertResponse(Integer.toUnsignedLong(message.getUpsertedCount()), info);
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

  static ListIdsResponse list(io.pinelink.grpc.proto.ListResponse message, ResponseInfo info) {
    return new ListIdsResponse(
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
        message.hasDimension() ? OptionalInt.of(message.getDimension()) : OptionalInt.empty(),
        message.getIndexFullness(),
        message.hasMetric() ? Optional.of(new Metric(message.getMetric())) : Optional.empty(),
        message.hasVectorType()
            ? Optional.of(new VectorType(message.getVectorType()))
            : Optional.empty(),
        message.hasMemoryFullness() ? Optional.of(message.getMemoryFullness()) : Optional.empty(),
        message.hasStorageFullness() ? Optional.of(message.getStorageFullness()) : Optional.empty(),
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
}
