package io.pinelink.grpc.codec;

import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.pinelink.grpc.proto.DeleteRequest;
import io.pinelink.grpc.proto.DescribeIndexStatsRequest;
import io.pinelink.grpc.proto.FetchByMetadataRequest;
import io.pinelink.grpc.proto.FetchRequest;
import io.pinelink.grpc.proto.QueryRequest;
import io.pinelink.grpc.proto.ScoredVector;
import io.pinelink.grpc.proto.SparseValues;
import io.pinelink.grpc.proto.UpdateRequest;
import io.pinelink.grpc.proto.UpsertRequest;
import io.pinelink.grpc.proto.Usage;
import io.pinelink.grpc.proto.Vector;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.FetchByMetadataResponse;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Filter;
import io.pinelink.model.Match;
import io.pinelink.model.Metadata;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.StatsRequest;
import io.pinelink.testsupport.RequestMessages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages that carry many vectors, by the generated classes: the reference for {@link
 * VectorEncoder} and {@link VectorDecoder}.
 */
final class ByGeneratedClasses {
  private ByGeneratedClasses() {}

  static UpsertRequest upsert(io.pinelink.model.UpsertRequest request, String namespace) {
    UpsertRequest.Builder message = UpsertRequest.newBuilder().setNamespace(namespace);
    request.vectors().forEach(vector -> message.addVectors(vector(vector)));
    return message.build();
  }

  private static Vector vector(io.pinelink.model.Vector vector) {
    Vector.Builder message = Vector.newBuilder().setId(vector.id());
    for (int i = 0; i < vector.dimension(); i++) {
      message.addValues(vector.value(i));
    }
    vector.sparseValues().ifPresent(sparse -> message.setSparseValues(sparse(sparse)));
    if (!vector.metadata().isEmpty()) {
      message.setMetadata(Structs.of(vector.metadata().asMap()));
    }
    return message.build();
  }

  private static SparseValues sparse(io.pinelink.model.SparseValues sparse) {
    SparseValues.Builder message = SparseValues.newBuilder();
    for (int i = 0; i < sparse.size(); i++) {
      message.addIndices((int) sparse.index(i)).addValues(sparse.value(i));
    }
    return message.build();
  }

  static DeleteRequest delete(io.pinelink.model.DeleteRequest request, String namespace) {
    DeleteRequest.Builder message =
        DeleteRequest.newBuilder().setNamespace(namespace).setDeleteAll(request.isAll());
    RequestMessages.fill(
        message, request, Set.of("namespace", "delete_all"), ByGeneratedClasses::nested);
    return message.build();
  }

  static FetchRequest fetch(io.pinelink.model.FetchRequest request, String namespace) {
    FetchRequest.Builder message = FetchRequest.newBuilder().setNamespace(namespace);
    RequestMessages.fill(message, request, Set.of("namespace"), ByGeneratedClasses::nested);
    return message.build();
  }

  static QueryRequest query(io.pinelink.model.QueryRequest request, String namespace) {
    QueryRequest.Builder message = QueryRequest.newBuilder().setNamespace(namespace);
    RequestMessages.fill(message, request, Set.of("namespace"), ByGeneratedClasses::nested);
    return message.build();
  }

  static UpdateRequest update(io.pinelink.model.UpdateRequest request, String namespace) {
    UpdateRequest.Builder message = UpdateRequest.newBuilder().setNamespace(namespace);
    request.id().ifPresent(message::setId);
    request.filter().ifPresent(filter -> message.setFilter(Structs.of(filter.asMap())));
    for (int i = 0; i < request.dimension(); i++) {
      message.addValues(request.value(i));
    }
    request.sparseValues().ifPresent(sparse -> message.setSparseValues(sparse(sparse)));
    if (!request.metadata().isEmpty()) {
      message.setSetMetadata(Structs.of(request.metadata().asMap()));
    }
    if (request.isDryRun()) {
      message.setDryRun(true);
    }
    return message.build();
  }

  static DescribeIndexStatsRequest stats(StatsRequest request, String namespace) {
    DescribeIndexStatsRequest.Builder message = DescribeIndexStatsRequest.newBuilder();
    request.filter().ifPresent(filter -> message.setFilter(Structs.of(filter.asMap())));
    return message.build();
  }

  static FetchByMetadataRequest fetchByMetadata(
      io.pinelink.model.FetchByMetadataRequest request, String namespace) {
    FetchByMetadataRequest.Builder message =
        FetchByMetadataRequest.newBuilder()
            .setNamespace(namespace)
            .setFilter(Structs.of(request.filter().asMap()));
    request.limit().ifPresent(message::setLimit);
    request.paginationToken().ifPresent(message::setPaginationToken);
    return message.build();
  }

  /** Returns the message of a part of a request. */
  private static Message nested(Object part) {
    return part instanceof Filter filter
        ? Structs.of(filter.asMap())
        : sparse((io.pinelink.model.SparseValues) part);
  }

  static QueryResponse query(io.pinelink.grpc.proto.QueryResponse message, ResponseInfo info) {
    return new VectorResponses.QueryResult(
        message.getMatchesList().stream().map(ByGeneratedClasses::match).toList(),
        message.getNamespace(),
        readUnits(message.getUsage()),
        egressBytes(message.getUsage()),
        Optional.empty(),
        info);
  }

  private static Match match(ScoredVector message) {
    return new VectorResponses.MatchResult(
        message.getScore(),
        VectorResponses.vector(
            message.getId(),
            floats(message.getValuesCount(), message::getValues),
            message.hasSparseValues() ? sparse(message.getSparseValues()) : null,
            metadata(message.getMetadata())));
  }

  static FetchResponse fetch(io.pinelink.grpc.proto.FetchResponse message, ResponseInfo info) {
    Map<String, io.pinelink.model.Vector> vectors = new LinkedHashMap<>();
    message.getVectorsMap().forEach((id, vector) -> vectors.put(id, vector(vector)));
    return new VectorResponses.FetchResult(
        vectors,
        message.getNamespace(),
        readUnits(message.getUsage()),
        egressBytes(message.getUsage()),
        Optional.empty(),
        info);
  }

  private static io.pinelink.model.Vector vector(Vector message) {
    return VectorResponses.vector(
        message.getId(),
        floats(message.getValuesCount(), message::getValues),
        message.hasSparseValues() ? sparse(message.getSparseValues()) : null,
        metadata(message.getMetadata()));
  }

  static FetchByMetadataResponse fetchByMetadata(
      io.pinelink.grpc.proto.FetchByMetadataResponse message, ResponseInfo info) {
    return new VectorResponses.FetchByMetadataResult(
        message.getVectorsMap().values().stream().map(ByGeneratedClasses::vector).toList(),
        Optional.of(message.getPagination().getNext()),
        message.getNamespace(),
        readUnits(message.getUsage()),
        egressBytes(message.getUsage()),
        Optional.empty(),
        info);
  }

  private static OptionalLong egressBytes(Usage usage) {
    return usage.hasEgressBytes()
        ? OptionalLong.of(Integer.toUnsignedLong(usage.getEgressBytes()))
        : OptionalLong.empty();
  }

  private static OptionalLong readUnits(Usage usage) {
    return usage.hasReadUnits()
        ? OptionalLong.of(Integer.toUnsignedLong(usage.getReadUnits()))
        : OptionalLong.empty();
  }

  private static io.pinelink.model.@Nullable SparseValues sparse(SparseValues message) {
    int[] indices = new int[message.getIndicesCount()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = message.getIndices(i);
    }
    return VectorResponses.sparseValues(
            indices, floats(message.getValuesCount(), message::getValues))
        .orElse(null);
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

  private static Metadata metadata(Struct struct) {
    return VectorResponses.metadata(object(struct));
  }

  private static Map<String, @Nullable Object> object(Struct struct) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    struct.getFieldsMap().forEach((key, value) -> members.put(key, object(value)));
    return members;
  }

  private static @Nullable Object object(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> value.getStringValue();
      case NUMBER_VALUE -> value.getNumberValue();
      case BOOL_VALUE -> value.getBoolValue();
      case LIST_VALUE -> objects(value.getListValue());
      case STRUCT_VALUE -> object(value.getStructValue());
      case NULL_VALUE, KIND_NOT_SET -> null;
    };
  }

  private static List<@Nullable Object> objects(ListValue list) {
    List<@Nullable Object> elements = new ArrayList<>();
    list.getValuesList().forEach(element -> elements.add(object(element)));
    return elements;
  }
}
