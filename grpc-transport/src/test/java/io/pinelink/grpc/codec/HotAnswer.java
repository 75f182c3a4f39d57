package io.pinelink.grpc.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.grpc.KnownLength;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.pinelink.grpc.Calls;
import io.pinelink.grpc.proto.FetchByMetadataResponse;
import io.pinelink.grpc.proto.FetchResponse;
import io.pinelink.grpc.proto.QueryResponse;
import io.pinelink.grpc.proto.ScoredVector;
import io.pinelink.grpc.proto.UpsertRequest;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.Vector;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The answers that are read without generated classes, and how they would be read with them. */
public record HotAnswer(
    String name,
    IncomingMarshaller<? extends Function<ResponseInfo, ?>> marshaller,
    Message prototype,
    BiFunction<Message, ResponseInfo, Object> toModel) {
  static final HotAnswer QUERY =
      new HotAnswer(
          "query",
          new IncomingMarshaller<>(WireDecoder::query),
          QueryResponse.getDefaultInstance(),
          (message, info) -> ByGeneratedClasses.query((QueryResponse) message, info));

  static final HotAnswer FETCH =
      new HotAnswer(
          "fetch",
          new IncomingMarshaller<>(WireDecoder::fetch),
          FetchResponse.getDefaultInstance(),
          (message, info) -> ByGeneratedClasses.fetch((FetchResponse) message, info));

  static final HotAnswer FETCH_BY_METADATA =
      new HotAnswer(
          "fetchByMetadata",
          new IncomingMarshaller<>(WireDecoder::fetchByMetadata),
          FetchByMetadataResponse.getDefaultInstance(),
          (message, info) ->
              ByGeneratedClasses.fetchByMetadata((FetchByMetadataResponse) message, info));

  /** What comes of bytes that are no message. */
  static final Object REFUSED = "refused";

  private static final ResponseInfo INFO =
      ResponseInfo.of("r", "", null, null, Calls.route(Calls.PUBLIC_HOST), Protocol.GRPC, 1);

  static List<HotAnswer> all() {
    return List.of(QUERY, FETCH, FETCH_BY_METADATA);
  }

  /** The bytes of an answer with these vectors, as the generated classes write it. */
  public byte[] written(List<Vector> vectors) {
    UpsertRequest messages =
        ByGeneratedClasses.upsert(new io.pinelink.model.UpsertRequest(vectors), "");
    Message.Builder answer = prototype.newBuilderForType();
    if (answer instanceof QueryResponse.Builder query) {
      messages.getVectorsList().forEach(vector -> query.addMatches(match(vector)));
    } else if (answer instanceof FetchResponse.Builder fetch) {
      messages.getVectorsList().forEach(vector -> fetch.putVectors(vector.getId(), vector));
    } else if (answer instanceof FetchByMetadataResponse.Builder page) {
      messages.getVectorsList().forEach(vector -> page.putVectors(vector.getId(), vector));
    }
    return answer.build().toByteArray();
  }

  private static ScoredVector match(io.pinelink.grpc.proto.Vector vector) {
    return ScoredVector.newBuilder()
        .setId(vector.getId())
        .setScore(0.5f)
        .addAllValues(vector.getValuesList())
        .setMetadata(vector.getMetadata())
        .build();
  }

  /** The model, or {@link #REFUSED}. */
  public Object fromWire(byte[] bytes) {
    return fromWire(new Known(bytes));
  }

  /** The same of a message as gRPC gives it. */
  public Object fromWire(InputStream stream) {
    try {
      return marshaller.parse(stream).apply(INFO);
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.INTERNAL
          && e.getCause() instanceof InvalidProtocolBufferException) {
        return REFUSED;
      }
      throw e;
    }
  }

  /** The same by way of a message. */
  Object byGeneratedClasses(byte[] bytes) {
    try {
      UnknownFieldSet fields = UnknownFieldSet.parseFrom(bytes);
      if (!(prototype instanceof QueryResponse)) {
        for (ByteString entry : fields.getField(1).getLengthDelimitedList()) {
          // Of two vectors of one id the first is gone from the message; if it is malformed, so is
          // all.
          Field alone = Field.newBuilder().addLengthDelimited(entry).build();
          toModel(UnknownFieldSet.newBuilder().addField(1, alone).build());
        }
        return toModel(fields);
      }
      // The deprecated results are not looked into.
      return toModel(fields.toBuilder().clearField(1).build());
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return REFUSED;
    }
  }

  private Object toModel(UnknownFieldSet fields) throws InvalidProtocolBufferException {
    return toModel.apply(prototype.getParserForType().parseFrom(fields.toByteString()), INFO);
  }

  @Override
  public String toString() {
    return name;
  }

  /** As messages off the network come: their length is known before they are read. */
  private static final class Known extends ByteArrayInputStream implements KnownLength {
    Known(byte[] bytes) {
      super(bytes);
    }
  }
}
