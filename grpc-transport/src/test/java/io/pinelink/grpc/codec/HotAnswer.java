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
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.DenseColumns;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.Vector;
import io.pinelink.model.VectorBuffer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A response that is read without generated classes, and its reading by them as a reference. */
public record HotAnswer(
    String name,
    IncomingMarshaller<? extends Function<ResponseInfo, ?>> marshaller,
    ColumnsDecoder intoColumns,
    Message prototype,
    BiFunction<Message, ResponseInfo, Object> toModel) {
  /** A decoder that reads the dense values into columns. */
  interface ColumnsDecoder {
    Function<ResponseInfo, ?> decode(MessageReader in, DenseColumns.Builder columns)
        throws InvalidProtocolBufferException;
  }

  static final HotAnswer QUERY =
      new HotAnswer(
          "query",
          new IncomingMarshaller<>(VectorDecoder::query),
          VectorDecoder::query,
          QueryResponse.getDefaultInstance(),
          (message, info) -> ByGeneratedClasses.query((QueryResponse) message, info));

  static final HotAnswer FETCH =
      new HotAnswer(
          "fetch",
          new IncomingMarshaller<>(VectorDecoder::fetch),
          VectorDecoder::fetch,
          FetchResponse.getDefaultInstance(),
          (message, info) -> ByGeneratedClasses.fetch((FetchResponse) message, info));

  static final HotAnswer FETCH_BY_METADATA =
      new HotAnswer(
          "fetchByMetadata",
          new IncomingMarshaller<>(VectorDecoder::fetchByMetadata),
          VectorDecoder::fetchByMetadata,
          FetchByMetadataResponse.getDefaultInstance(),
          (message, info) ->
              ByGeneratedClasses.fetchByMetadata((FetchByMetadataResponse) message, info));

  /** The result for bytes that are not a message. */
  static final Object REFUSED = "refused";

  private static final ResponseInfo INFO =
      VectorResponses.info("r", "", null, null, Calls.route(Calls.PUBLIC_HOST), Protocol.GRPC, 1);

  static List<HotAnswer> all() {
    return List.of(QUERY, FETCH, FETCH_BY_METADATA);
  }

  /** Returns the bytes of a response with these vectors, as the generated classes write it. */
  public byte[] written(List<Vector> vectors) {
    UpsertRequest messages =
        ByGeneratedClasses.upsert(io.pinelink.model.UpsertRequest.of(vectors), "");
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

  /** Returns the model, or {@link #REFUSED}. */
  public Object fromWire(byte[] bytes) {
    return fromWire(new Known(bytes));
  }

  /** Returns the same for a message as gRPC passes it. */
  public Object fromWire(InputStream stream) {
    return parsed(marshaller, stream);
  }

  /** Returns the model with its dense values in the array of a buffer, or {@link #REFUSED}. */
  public Object fromWire(byte[] bytes, VectorBuffer buffer, int rows) {
    return parsed(
        new IncomingMarshaller<>(
            in ->
                intoColumns.decode(
                    in, new DenseColumns.Builder(buffer, rows, in.size() / Float.BYTES))),
        new Known(bytes));
  }

  private static Object parsed(
      IncomingMarshaller<? extends Function<ResponseInfo, ?>> marshaller, InputStream stream) {
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

  /** Returns the same by way of a generated message. */
  Object byGeneratedClasses(byte[] bytes) {
    try {
      UnknownFieldSet fields = UnknownFieldSet.parseFrom(bytes);
      if (!(prototype instanceof QueryResponse)) {
        for (ByteString entry : fields.getField(1).getLengthDelimitedList()) {
          // Of two vectors with the same id the message drops the first, which must be valid too.
          Field alone = Field.newBuilder().addLengthDelimited(entry).build();
          toModel(UnknownFieldSet.newBuilder().addField(1, alone).build());
        }
        return toModel(fields);
      }
      // The deprecated results are not read.
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

  /** A stream like a message from the network: its length is known before it is read. */
  private static final class Known extends ByteArrayInputStream implements KnownLength {
    Known(byte[] bytes) {
      super(bytes);
    }
  }
}
