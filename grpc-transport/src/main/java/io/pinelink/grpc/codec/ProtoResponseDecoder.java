package io.pinelink.grpc.codec;

import com.google.protobuf.Timestamp;
import io.pinelink.grpc.proto.DescribeIndexStatsResponse;
import io.pinelink.grpc.proto.ListItem;
import io.pinelink.grpc.proto.NamespaceAliasDescription;
import io.pinelink.grpc.proto.Usage;
import io.pinelink.internal.response.NamespaceResponses;
import io.pinelink.internal.response.ReportedCount;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.EmptyResponse;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.Metric;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.UpdateResponse;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.VectorType;
import io.pinelink.namespaces.ListNamespaceAliasesResponse;
import io.pinelink.namespaces.ListNamespacesResponse;
import io.pinelink.namespaces.NamespaceAlias;
import io.pinelink.namespaces.NamespaceDescription;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The conversions from messages to models; {@link VectorDecoder} decodes those with many vectors.
 * Counts are unsigned 32-bit on the wire.
 */
final class ProtoResponseDecoder {
  private ProtoResponseDecoder() {}

  static UpsertResponse upsert(io.pinelink.grpc.proto.UpsertResponse message, ResponseInfo info) {
    return new VectorResponses.UpsertResult(
        Integer.toUnsignedLong(message.getUpsertedCount()), info);
  }

  static UpdateResponse update(io.pinelink.grpc.proto.UpdateResponse message, ResponseInfo info) {
    return new VectorResponses.UpdateResult(
        message.hasMatchedRecords()
            ? OptionalLong.of(message.getMatchedRecords())
            : OptionalLong.empty(),
        info);
  }

  static DeleteResponse delete(io.pinelink.grpc.proto.DeleteResponse message, ResponseInfo info) {
    return new VectorResponses.DeleteResult(OptionalLong.empty(), info);
  }

  static ListIdsResponse list(io.pinelink.grpc.proto.ListResponse message, ResponseInfo info) {
    return new VectorResponses.ListIdsResult(
        message.getVectorsList().stream().map(ListItem::getId).toList(),
        Optional.of(message.getPagination().getNext()),
        message.getNamespace(),
        readUnits(message.getUsage()),
        egressBytes(message.getUsage()),
        info);
  }

  static IndexStats stats(DescribeIndexStatsResponse message, ResponseInfo info) {
    Map<String, Long> namespaces = new LinkedHashMap<>();
    message
        .getNamespacesMap()
        .forEach(
            (name, summary) ->
                namespaces.put(name, Integer.toUnsignedLong(summary.getVectorCount())));
    return new VectorResponses.StatsResult(
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
    return new NamespaceResponses.NamespaceResult(
        message.getName(),
        message.getRecordCount(),
        message.hasSchema() ? Optional.of(schema(message.getSchema())) : Optional.empty(),
        message.getIndexedFields().getFieldsList(),
        OptionalLong.of(message.getSizeBytes()),
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
    return new NamespaceResponses.ListNamespacesResult(
        message.getNamespacesList().stream().map(each -> namespace(each, info)).toList(),
        Optional.of(message.getPagination().getNext()),
        message.hasTotalCount() ? OptionalLong.of(message.getTotalCount()) : OptionalLong.empty(),
        info);
  }

  static EmptyResponse deleteNamespace(
      io.pinelink.grpc.proto.DeleteResponse message, ResponseInfo info) {
    return new VectorResponses.EmptyResult(info);
  }

  static NamespaceAlias alias(NamespaceAliasDescription message, ResponseInfo info) {
    return new NamespaceResponses.NamespaceAliasResult(
        message.getName(),
        message.getTargetNamespace(),
        message.hasCreatedAt() ? time(message.getCreatedAt()) : Optional.empty(),
        message.hasUpdatedAt() ? time(message.getUpdatedAt()) : Optional.empty(),
        info);
  }

  /** Returns the time; empty if it is beyond the range of Java's times. */
  private static Optional<Instant> time(Timestamp time) {
    try {
      return Optional.of(Instant.ofEpochSecond(time.getSeconds(), time.getNanos()));
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  static ListNamespaceAliasesResponse listAliases(
      io.pinelink.grpc.proto.ListNamespaceAliasesResponse message, ResponseInfo info) {
    return new NamespaceResponses.ListNamespaceAliasesResult(
        message.getNamespaceAliasesList().stream().map(each -> alias(each, info)).toList(),
        Optional.of(message.getPagination().getNext()),
        message.hasTotalCount() ? OptionalLong.of(message.getTotalCount()) : OptionalLong.empty(),
        info);
  }

  static EmptyResponse deleteAlias(
      io.pinelink.grpc.proto.DeleteNamespaceAliasResponse message, ResponseInfo info) {
    return new VectorResponses.EmptyResult(info);
  }

  private static OptionalLong egressBytes(Usage usage) {
    return usage.hasEgressBytes()
        ? OptionalLong.of(Integer.toUnsignedLong(usage.getEgressBytes()))
        : OptionalLong.empty();
  }

  private static OptionalLong readUnits(Usage usage) {
    return usage.hasReadUnits()
        ? ReportedCount.of(Integer.toUnsignedLong(usage.getReadUnits()))
        : OptionalLong.empty();
  }
}
