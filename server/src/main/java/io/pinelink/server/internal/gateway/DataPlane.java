package io.pinelink.server.internal.gateway;

import io.pinelink.server.internal.control.IndexRegistry;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.deferred.Deferred;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.imports.IndexImports;
import io.pinelink.server.internal.inference.ModelRefusal;
import io.pinelink.server.internal.saving.Saving;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.vectors.DataEndpoint;
import io.pinelink.server.internal.vectors.GrpcEndpoint;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Operations;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The data plane: selects the index of a call by its host, and the protocol by its content type.
 */
public final class DataPlane {
  private static final Supplier<Set<String>> SERVERLESS_ONLY =
      new Deferred<>(
          () ->
              Operations.all().stream()
                  .filter(Operation::serverlessOnly)
                  .map(Operation::name)
                  .collect(Collectors.toUnmodifiableSet()));

  private static final String IMPORTS = "/bulk/imports";

  private final Saving saving;
  private final IndexImports imports;
  private final Supplier<Tables> tables;

  /** The operations of both protocols. */
  public record Tables(PathTable<DataEndpoint> paths, GrpcEndpoint grpc) {}

  /**
   * @param tables creates the tables of the operations, for the first call
   */
  public DataPlane(Saving saving, IndexImports imports, Supplier<Tables> tables) {
    this.saving = saving;
    this.imports = imports;
    this.tables = new Deferred<>(tables);
  }

  /** Returns the operations of both protocols. */
  public Set<String> operations() {
    Set<String> operations = new HashSet<>(tables.get().paths().operations());
    operations.addAll(tables.get().grpc().operations());
    return operations;
  }

  /** Sets the operation of a call, and returns what executes the call on a project's indexes. */
  public Function<IndexRegistry, ServerResponse> match(ServerCall call) {
    if (call.isGrpc()) {
      Function<Supplier<StoredIndex>, ServerResponse> responder = tables.get().grpc().match(call);
      return indexes -> responder.apply(() -> indexFor(call, indexes).data());
    }
    DataEndpoint endpoint = tables.get().paths().match(call);
    return indexes -> rest(call, endpoint, indexes);
  }

  private ServerResponse rest(
      ServerCall call, @Nullable DataEndpoint endpoint, IndexRegistry indexes) {
    RpcException refusal;
    try {
      IndexResource index = indexFor(call, indexes);
      if (endpoint == null) {
        throw new RpcException(RpcCode.NOT_FOUND, call.method() + " " + call.path() + " not found");
      }
      // Imports are resources, unlike everything else in the data plane.
      return call.path().startsWith(IMPORTS)
          ? saving.change(() -> endpoint.answer(index, call))
          : endpoint.answer(index, call);
    } catch (RpcException e) {
      refusal = e;
    } catch (ControlException e) {
      refusal =
          e.status() == 400 || e.status() == 422
              ? RpcException.invalid(e.text())
              : failed(e); // The status is one of the control plane.
    } catch (ModelRefusal e) {
      refusal = RpcException.invalid(e.text());
    } catch (RuntimeException e) {
      refusal = failed(e);
    }
    return DataErrors.response(call, refusal.httpStatus(), refusal);
  }

  private static RpcException failed(RuntimeException cause) {
    return new RpcException(RpcCode.INTERNAL, "EmbeddedPinecone failed: " + cause);
  }

  private IndexResource indexFor(ServerCall call, IndexRegistry indexes) {
    String operation = call.operation();
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
    if (index.isOnPods() && SERVERLESS_ONLY.get().contains(operation)) {
      throw RpcException.invalid("Pod indexes do not support " + operation);
    }
    IndexKindCheck.check(index, operation);
    saving.prepare(index.id());
    imports.advance(index, saving);
    return index;
  }
}
