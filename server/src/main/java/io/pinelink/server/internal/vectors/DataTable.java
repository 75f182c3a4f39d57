package io.pinelink.server.internal.vectors;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerCall;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A table of operations that exist in both protocols.
 *
 * @param service the path of the gRPC service, such as {@code /VectorService/}
 * @param check refuses calls before their requests are decoded
 */
record DataTable(
    PathTable<DataEndpoint> paths, GrpcEndpoint grpc, String service, Consumer<ServerCall> check) {
  /**
   * Adds an operation whose gRPC method is named after it.
   *
   * @param name the client's name of the operation
   * @param parser returns the parser of the message, which the first call loads
   */
  <Q extends MessageLite> DataTable on(
      String name,
      String route,
      Function<ServerCall, DataRequest<DataResult.Body>> json,
      Supplier<Parser<Q>> parser,
      Function<Q, DataRequest<DataResult.Body>> message) {
    return on(name, rpc(name), route, json, parser, message);
  }

  /** Adds an operation that decodes the bytes of its message itself. */
  DataTable on(
      String name,
      String route,
      Function<ServerCall, DataRequest<DataResult.Body>> json,
      DataOperation.MessageDecoder message) {
    return on(route, new DataOperation(name, check, json, message), rpc(name));
  }

  /** Adds an operation whose gRPC method has a name of its own. */
  <Q extends MessageLite> DataTable on(
      String name,
      String rpc,
      String route,
      Function<ServerCall, DataRequest<DataResult.Body>> json,
      Supplier<Parser<Q>> parser,
      Function<Q, DataRequest<DataResult.Body>> message) {
    DataOperation.MessageDecoder decoder =
        bytes -> message.apply(parser.get().parseFrom(bytes.in()));
    return on(route, new DataOperation(name, check, json, decoder), rpc);
  }

  private DataTable on(String route, DataOperation operation, String rpc) {
    paths.on(operation.name(), route, operation::rest);
    grpc.on(service + rpc, operation);
    return this;
  }

  private static String rpc(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
