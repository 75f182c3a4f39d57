package io.pinelink.endtoend;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.Value;
import io.pinecone.proto.QueryRequest;
import io.pinecone.proto.ScoredVector;
import io.pinecone.proto.SparseValues;
import io.pinecone.proto.UpsertRequest;
import io.pinecone.proto.Vector;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.Filter;
import io.pinelink.model.Match;
import io.pinelink.testsupport.RequestMessages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Conversions between this client's models and the messages of the official client. */
final class OfficialForm {
  private OfficialForm() {}

  static UpsertRequest of(io.pinelink.model.UpsertRequest request, String namespace) {
    UpsertRequest.Builder message = UpsertRequest.newBuilder().setNamespace(namespace);
    for (io.pinelink.model.Vector vector : request.vectors()) {
      Vector.Builder each = message.addVectorsBuilder().setId(vector.id());
      for (float value : vector.values()) {
        each.addValues(value);
      }
      vector.sparseValues().ifPresent(sparse -> each.setSparseValues(of(sparse)));
      if (!vector.metadata().isEmpty()) {
        each.setMetadata(struct(vector.metadata().asMap()));
      }
    }
    return message.build();
  }

  static QueryRequest of(io.pinelink.model.QueryRequest request, String namespace) {
    QueryRequest.Builder message = QueryRequest.newBuilder().setNamespace(namespace);
    RequestMessages.fill(message, request, Set.of("namespace"), OfficialForm::nested);
    return message.setUnknownFields(unknownToThem(request)).build();
  }

  /** Returns the message of a part of a request. */
  private static Message nested(Object part) {
    return part instanceof Filter filter
        ? struct(filter.asMap())
        : of((io.pinelink.model.SparseValues) part);
  }

  /**
   * Returns the fields of the API that the official client does not have; {@link
   * OfficialWireProperties} fixes their numbers.
   */
  private static UnknownFieldSet unknownToThem(io.pinelink.model.QueryRequest request) {
    Set<String> known =
        QueryRequest.getDescriptor().getFields().stream()
            .map(FieldDescriptor::getName)
            .collect(Collectors.toSet());
    Message.Builder newer = io.pinelink.grpc.proto.QueryRequest.newBuilder();
    RequestMessages.fill(newer, request, known, OfficialForm::nested);
    try {
      return UnknownFieldSet.parseFrom(newer.build().toByteString());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SparseValues of(io.pinelink.model.SparseValues sparse) {
    SparseValues.Builder message = SparseValues.newBuilder();
    for (int i = 0; i < sparse.size(); i++) {
      message.addIndices((int) sparse.index(i)).addValues(sparse.value(i));
    }
    return message.build();
  }

  private static Struct struct(Map<?, ?> tree) {
    Struct.Builder struct = Struct.newBuilder();
    tree.forEach((key, value) -> struct.putFields((String) key, value(value)));
    return struct.build();
  }

  private static Value value(Object value) {
    Value.Builder message = Value.newBuilder();
    if (value instanceof String text) {
      return message.setStringValue(text).build();
    }
    if (value instanceof Double number) {
      return message.setNumberValue(number).build();
    }
    if (value instanceof Boolean bool) {
      return message.setBoolValue(bool).build();
    }
    if (value instanceof Map<?, ?> tree) {
      return message.setStructValue(struct(tree)).build();
    }
    ListValue.Builder list = ListValue.newBuilder();
    ((List<?>) value).forEach(element -> list.addValues(value(element)));
    return message.setListValue(list).build();
  }

  static Match match(ScoredVector message) {
    return new VectorResponses.MatchResult(
        message.getScore(),
        vector(
            message.getId(),
            message.getValuesList(),
            message.getSparseValues(),
            message.getMetadata()));
  }

  static io.pinelink.model.Vector vector(Vector message) {
    return vector(
        message.getId(), message.getValuesList(), message.getSparseValues(), message.getMetadata());
  }

  private static io.pinelink.model.Vector vector(
      String id, List<Float> values, SparseValues sparse, Struct metadata) {
    int[] indices = sparse.getIndicesList().stream().mapToInt(Integer::intValue).toArray();
    return VectorResponses.vector(
        id,
        floats(values),
        VectorResponses.sparseValues(indices, floats(sparse.getValuesList())).orElse(null),
        VectorResponses.metadata(tree(metadata)));
  }

  private static float[] floats(List<Float> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return floats;
  }

  private static Map<String, @Nullable Object> tree(Struct struct) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    struct.getFieldsMap().forEach((key, value) -> tree.put(key, tree(value)));
    return tree;
  }

  private static @Nullable Object tree(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> value.getStringValue();
      case NUMBER_VALUE -> value.getNumberValue();
      case BOOL_VALUE -> value.getBoolValue();
      case STRUCT_VALUE -> tree(value.getStructValue());
      case LIST_VALUE -> {
        List<@Nullable Object> elements = new ArrayList<>();
        value.getListValue().getValuesList().forEach(element -> elements.add(tree(element)));
        yield elements;
      }
      case NULL_VALUE, KIND_NOT_SET -> null;
    };
  }
}
