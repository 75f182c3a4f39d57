package io.pinelink.server.internal.vectors;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.pinelink.grpc.proto.DeleteResponse;
import io.pinelink.grpc.proto.DescribeIndexStatsResponse;
import io.pinelink.grpc.proto.FetchByMetadataResponse;
import io.pinelink.grpc.proto.FetchResponse;
import io.pinelink.grpc.proto.IndexedFields;
import io.pinelink.grpc.proto.ListItem;
import io.pinelink.grpc.proto.ListNamespacesResponse;
import io.pinelink.grpc.proto.ListResponse;
import io.pinelink.grpc.proto.MetadataFieldProperties;
import io.pinelink.grpc.proto.NamespaceDescription;
import io.pinelink.grpc.proto.NamespaceSummary;
import io.pinelink.grpc.proto.Pagination;
import io.pinelink.grpc.proto.QueryResponse;
import io.pinelink.grpc.proto.ScoredVector;
import io.pinelink.grpc.proto.SparseValues;
import io.pinelink.grpc.proto.UpdateResponse;
import io.pinelink.grpc.proto.UpsertResponse;
import io.pinelink.grpc.proto.Usage;
import io.pinelink.grpc.proto.Vector;
import io.pinelink.server.internal.store.IndexShape;
import io.pinelink.server.internal.store.NamespaceEntry;
import io.pinelink.server.internal.store.NamespacePage;
import io.pinelink.server.internal.store.ScoredRecord;
import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.vectors.DataResults.Deleted;
import io.pinelink.server.internal.vectors.DataResults.Fetched;
import io.pinelink.server.internal.vectors.DataResults.Found;
import io.pinelink.server.internal.vectors.DataResults.Listed;
import io.pinelink.server.internal.vectors.DataResults.Read;
import io.pinelink.server.internal.vectors.DataResults.Stats;
import io.pinelink.server.internal.vectors.DataResults.Updated;
import io.pinelink.server.internal.vectors.DataResults.Upserted;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An encoder of gRPC responses. */
final class ProtoResponseEncoder {
  private ProtoResponseEncoder() {}

  static UpsertResponse upserted(Upserted upserted) {
    return UpsertResponse.newBuilder().setUpsertedCount(upserted.count()).build();
  }

  static UpdateResponse updated(Updated updated) {
    UpdateResponse.Builder response = UpdateResponse.newBuilder();
    updated.matched().ifPresent(response::setMatchedRecords);
    return response.build();
  }

  static DeleteResponse deleted(Deleted deleted) {
    return DeleteResponse.getDefaultInstance();
  }

  static FetchResponse fetched(Fetched fetched, boolean withSizes) {
    FetchResponse.Builder response =
        FetchResponse.newBuilder()
            .setNamespace(fetched.namespace())
            .setUsage(usage(fetched, withSizes));
    fetched.vectors().forEach(vector -> response.putVectors(vector.id(), vector(vector)));
    return response.build();
  }

  static FetchByMetadataResponse fetchedByMetadata(Fetched fetched, boolean withSizes) {
    FetchByMetadataResponse.Builder response =
        FetchByMetadataResponse.newBuilder()
            .setNamespace(fetched.namespace())
            .setUsage(usage(fetched, withSizes));
    fetched.vectors().forEach(vector -> response.putVectors(vector.id(), vector(vector)));
    String next = fetched.next();
    if (next != null) {
      response.setPagination(pagination(next));
    }
    return response.build();
  }

  static ListResponse listed(Listed listed, boolean withSizes) {
    ListResponse.Builder response =
        ListResponse.newBuilder()
            .setNamespace(listed.namespace())
            .setUsage(usage(listed, withSizes));
    listed.page().ids().forEach(id -> response.addVectors(ListItem.newBuilder().setId(id)));
    String next = listed.page().next();
    if (next != null) {
      response.setPagination(pagination(next));
    }
    return response.build();
  }

  static QueryResponse found(Found found, boolean withSizes) {
    QueryResponse.Builder response =
        QueryResponse.newBuilder()
            .setNamespace(found.namespace())
            .setUsage(usage(found, withSizes));
    for (ScoredRecord match : found.matches()) {
      response.addMatches(scoredVector(match, found.includeValues(), found.includeMetadata()));
    }
    return response.build();
  }

  static DescribeIndexStatsResponse stats(Stats stats) {
    IndexShape shape = stats.shape();
    DescribeIndexStatsResponse.Builder response =
        DescribeIndexStatsResponse.newBuilder().setTotalVectorCount(stats.total());
    if (shape.hasMetric()) {
      response.setMetric(shape.metric().wireName()).setVectorType(shape.vectorType());
    }
    if (!shape.isSparse()) {
      response.setDimension(shape.dimension());
    }
    stats
        .counts()
        .forEach(
            (name, count) ->
                response.putNamespaces(
                    name, NamespaceSummary.newBuilder().setVectorCount(count).build()));
    return response.build();
  }

  static ListNamespacesResponse namespaces(NamespacePage namespaces, boolean withSizes) {
    ListNamespacesResponse.Builder response =
        ListNamespacesResponse.newBuilder().setTotalCount(namespaces.total());
    namespaces
        .namespaces()
        .forEach(namespace -> response.addNamespaces(described(namespace, withSizes)));
    String next = namespaces.next();
    if (next != null) {
      response.setPagination(pagination(next));
    }
    return response.build();
  }

  static NamespaceDescription described(NamespaceEntry described, boolean withSizes) {
    NamespaceDescription.Builder description =
        NamespaceDescription.newBuilder()
            .setName(described.name())
            .setRecordCount(described.recordCount());
    Long size = described.sizeBytes();
    if (withSizes && size != null) {
      description.setSizeBytes(size);
    }
    Set<String> filterable = described.filterable();
    if (filterable != null) {
      MetadataFieldProperties yes =
          MetadataFieldProperties.newBuilder().setFilterable(true).build();
      filterable.forEach(field -> description.getSchemaBuilder().putFields(field, yes));
      description.setIndexedFields(IndexedFields.newBuilder().addAllFields(filterable));
    }
    return description.build();
  }

  private static Pagination pagination(String next) {
    return Pagination.newBuilder().setNext(next).build();
  }

  private static Usage usage(Read read, boolean withSizes) {
    Usage.Builder usage = Usage.newBuilder().setReadUnits(read.readUnits());
    if (withSizes) {
      // The size of a response is limited, so it fits into the unsigned 32 bits of the field.
      usage.setEgressBytes((int) read.egressBytes());
    }
    return usage.build();
  }

  private static Vector vector(StoredVector vector) {
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

  private static ScoredVector scoredVector(
      ScoredRecord match, boolean withValues, boolean withMetadata) {
    StoredVector vector = match.vector();
    ScoredVector.Builder builder =
        ScoredVector.newBuilder().setId(vector.id()).setScore(match.finiteScore());
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
