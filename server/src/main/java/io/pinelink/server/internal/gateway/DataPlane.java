package io.pinelink.server.internal.gateway;

import io.pinelink.server.internal.control.IndexRegistry;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.http.EndpointMatch;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerRequest;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.imports.IndexImports;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.vectors.DataEndpoint;
import io.pinelink.server.internal.vectors.GrpcEndpoint;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Operations;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The data plane: selects the index of a call by its host, and the protocol by its content type.
 */
public final class DataPlane {
  private static final Set<String> SERVERLESS_ONLY =
      Operations.all().stream()
          .filter(Operation::serverlessOnly)
          .map(Operation::name)
          .collect(Collectors.toUnmodifiableSet());

  private final IndexImports imports;
  private final PathTable<DataEndpoint> paths;
  private final GrpcEndpoint grpc;

  public DataPlane(IndexImports imports, PathTable<DataEndpoint> paths, GrpcEndpoint grpc) {
    this.imports = imports;
    this.paths = paths;
    this.grpc = grpc;
  }

  /** Returns the operations of both protocols. */
  public Set<String> operations() {
    Set<String> operations = new HashSet<>(paths.operations());
    operations.addAll(grpc.operations());
    return operations;
  }

  /**
   * Returns the route of a call; the route of an unknown path or method has no operation. Its
   * target is the indexes of the caller's project.
   */
  public EndpointMatch<IndexRegistry> route(ServerRequest call) {
    return call.isGrpc() ? grpcRoute(call) : restRoute(call);
  }

  private EndpointMatch<IndexRegistry> grpcRoute(ServerRequest call) {
    EndpointMatch<Supplier<StoredIndex>> route = grpc.route(call);
    String operation = route.operation();
    return new EndpointMatch<>(
        operation, indexes -> route.answer(() -> indexFor(call, operation, indexes).data()));
  }

  private EndpointMatch<IndexRegistry> restRoute(ServerRequest call) {
    Optional<PathTable.Found<DataEndpoint>> endpoint = paths.find(call);
    String operation = endpoint.map(PathTable.Found::operation).orElse("");
    return new EndpointMatch<>(
        operation, indexes -> rest(call, endpoint, () -> indexFor(call, operation, indexes)));
  }

  private static ServerResponse rest(
      ServerRequest call,
      Optional<PathTable.Found<DataEndpoint>> endpoint,
      Supplier<IndexResource> indexOfCall) {
    try {
      IndexResource index = indexOfCall.get();
      return endpoint
          .map(found -> found.handler().answer(index, call, found.variables()))
          .orElseThrow(
              () ->
                  new RpcException(
                      RpcCode.NOT_FOUND, call.method() + " " + call.path() + " not found"));
    } catch (RpcException e) {
      return DataErrors.response(call, e.code().httpStatus(), e);
    } catch (RuntimeException e) {
      return DataErrors.response(
          call,
          RpcCode.INTERNAL.httpStatus(),
          new RpcException(RpcCode.INTERNAL, "EmbeddedPinecone failed: " + e));
    }
  }

  private IndexResource indexFor(ServerRequest call, String operation, IndexRegistry indexes) {
    IndexKindCheck.checkVersion(call, operation);
    IndexResource index =
        indexes
            .findFor(call)
            .orElseThrow(
                () ->
                    new RpcException(
                        RpcCode.NOT_FOUND, "No index at host '" + call.authority() + "'"));
    if (!indexes.isReady(index)) {
      throw new RpcException(
          RpcCode.UNAVAILABLE, "Index " + index.name() + " is not ready, retry later");
    }
    if (index.isOnPods() && SERVERLESS_ONLY.contains(operation)) {
      throw RpcException.invalid("Pod indexes do not support " + operation);
    }
    IndexKindCheck.check(index, operation);
    imports.advance(index);
    return index;
  }
}
