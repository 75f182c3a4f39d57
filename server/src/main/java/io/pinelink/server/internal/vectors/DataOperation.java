package io.pinelink.server.internal.vectors;

import com.google.protobuf.InvalidProtocolBufferException;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.grpc.GrpcFraming;
import io.pinelink.server.internal.grpc.GrpcMessage;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.Validation;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An operation on an index over REST and gRPC.
 *
 * @param name the client's name of the operation
 * @param check refuses calls before their requests are decoded
 * @param json decodes a request of REST
 * @param message decodes a request of gRPC
 */
record DataOperation(
    String name,
    Consumer<ServerCall> check,
    Function<ServerCall, DataRequest<DataResult.Body>> json,
    MessageDecoder message) {
  /** A decoder of the message of a request of gRPC. */
  @FunctionalInterface
  interface MessageDecoder {
    DataRequest<DataResult.Body> decode(GrpcMessage message) throws InvalidProtocolBufferException;
  }

  /** The maximum ratio of the size of a response as a message to its size as JSON. */
  private static final int LARGEST_GROWTH = 4;

  /** Answers a call over REST. */
  ServerResponse rest(IndexResource index, ServerCall call) {
    check.accept(call);
    DataResult<DataResult.Body> result = json.apply(call).answer(index.data());
    recordUsage(call, result.body());
    boolean withSizes = call.isVersionOrLater(ServerCall.DOCUMENTS_VERSION);
    byte[] body = VectorJson.object(result.body(), withSizes);
    // The limit applies to the size as a message, so that both protocols refuse the same responses.
    if (body.length > Validation.MAX_RESPONSE_BYTES / LARGEST_GROWTH) {
      checkedFrame(result.body(), withSizes);
    }
    return result.lsn().addTo(ServerResponse.json(200, body));
  }

  /** Answers a call over gRPC. */
  ServerResponse grpc(StoredIndex index, ServerCall call) throws InvalidProtocolBufferException {
    check.accept(call);
    DataResult<DataResult.Body> result = message.decode(GrpcFraming.message(call)).answer(index);
    recordUsage(call, result.body());
    boolean withSizes = call.isVersionOrLater(ServerCall.DOCUMENTS_VERSION);
    return result.lsn().addTo(ServerResponse.grpc(checkedFrame(result.body(), withSizes)));
  }

  private static void recordUsage(ServerCall call, DataResult.Body body) {
    if (body instanceof DataResult.Read read) {
      call.setUsage(read.readUnits(), read.egressBytes());
    }
  }

  private static byte[] checkedFrame(DataResult.Body body, boolean withSizes) {
    byte[] frame = ResponseEncoder.frame(body, withSizes);
    Validation.checkResponseSize(frame.length - GrpcFraming.PREFIX_BYTES);
    return frame;
  }
}
