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
   */
  <Q extends MessageLite> DataTable on(
      String name,
      String method,
      String path,
      Function<ServerCall, DataRequest<DataResult.Body>> json,
      Supplier<Parser<Q>> parser,
      Function<Q, DataRequest<DataResult.Body>> message) {
    String rpc = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    return on(name, rpc, method, path, json, parser, message);
  }

  /** Adds an operation whose gRPC method has a name of its own. */
  <Q extends MessageLite> DataTable on(
      String name,
      String rpc,
      String method,
      String path,
      Function<ServerCall, DataRequest<DataResult.Body>> json,
      Supplier<Parser<Q>> parser,
      Function<Q, DataRequest<DataResult.Body>> message) {
    var operation = new DataOperation<>(name, check, json, parser, message);
    paths.on(name, method, path, operation::rest);
    grpc.on(service + rpc, operation);
    return this;
  }
}
