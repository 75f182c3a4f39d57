package io.pinelink.testing;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.pinelink.grpc.proto.DeleteRequest;
import io.pinelink.grpc.proto.DescribeIndexStatsRequest;
import io.pinelink.grpc.proto.FetchRequest;
import io.pinelink.grpc.proto.ListRequest;
import io.pinelink.grpc.proto.QueryRequest;
import io.pinelink.grpc.proto.UpdateRequest;
import io.pinelink.grpc.proto.UpsertRequest;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The vector service over gRPC: which methods there are, and how a refusal becomes a status. */
final class GrpcEndpoint {
  private final Map<String, Method<?>> methods =
      Map.of(
          "/VectorService/Upsert",
              new Method<>("upsert", UpsertRequest.parser(), DataService::upsert),
          "/VectorService/Delete",
              new Method<>("delete", DeleteRequest.parser(), DataService::delete),
          "/VectorService/Fetch", new Method<>("fetch", FetchRequest.parser(), DataService::fetch),
          "/VectorService/List", new Method<>("list", ListRequest.parser(), DataService::list),
          "/VectorService/Query", new Method<>("query", QueryRequest.parser(), DataService::query),
          "/VectorService/Update",
              new Method<>("update", UpdateRequest.parser(), DataService::update),
          "/VectorService/DescribeIndexStats",
              new Method<>(
                  "describeIndexStats", DescribeIndexStatsRequest.parser(), DataService::stats));

  /** The operation of the call, empty if it is none. */
  String operation(HttpCall call) {
    Method<?> method = methods.get(call.path());
    return method == null ? "" : method.operation();
  }

  Set<String> operations() {
    return methods.values().stream().map(Method::operation).collect(Collectors.toSet());
  }

  /**
   * Answers one call.
   *
   * @param index finds the index that the call is for, or refuses
   */
  Answer answer(HttpCall call, Supplier<StoredIndex> index) {
    try {
      Method<?> method = methods.get(call.path());
      if (method == null) {
        throw new RpcException(RpcCode.UNIMPLEMENTED, "Method " + call.path() + " is not served");
      }
      GrpcReply reply = method.call(index.get(), GrpcFraming.message(call));
      Validation.checkResponseSize(reply.message().getSerializedSize());
      Answer answer = Answer.grpc(GrpcFraming.frame(reply.message().toByteArray()));
      return reply.lsn().addTo(answer);
    } catch (RpcException e) {
      return failure(e.code(), e.text());
    } catch (InvalidProtocolBufferException e) {
      return failure(RpcCode.INTERNAL, "Cannot parse the request: " + e.getMessage());
    } catch (RuntimeException | Error e) {
      return failure(RpcCode.INTERNAL, "EmbeddedPinecone failed: " + e);
    }
  }

  static Answer failure(RpcCode code, String text) {
    return Answer.grpcFailure(code.number(), GrpcFraming.percentEncoded(text));
  }

  /** What a method does with the index and its request. */
  private interface Handler<Q> {
    GrpcReply handle(StoredIndex index, Q request);
  }

  private record Method<Q extends MessageLite>(
      String operation, Parser<Q> parser, Handler<Q> handler) {
    GrpcReply call(StoredIndex index, byte[] message) throws InvalidProtocolBufferException {
      return handler.handle(index, parser.parseFrom(message));
    }
  }
}
