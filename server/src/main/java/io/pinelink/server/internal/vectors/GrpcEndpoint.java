package io.pinelink.server.internal.vectors;

import com.google.protobuf.InvalidProtocolBufferException;
import io.pinelink.server.internal.grpc.GrpcFraming;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The data plane over gRPC: the table of its methods, and the mapping of errors to statuses. */
public final class GrpcEndpoint {
  private final Map<String, DataOperation> methods = new HashMap<>();

  /**
   * Adds a method.
   *
   * @param path the path of its calls, such as {@code /VectorService/Query}
   */
  void on(String path, DataOperation operation) {
    methods.put(path, operation);
  }

  public Set<String> operations() {
    return methods.values().stream().map(DataOperation::name).collect(Collectors.toSet());
  }

  /**
   * Sets the operation of a call, and returns what executes the call on an index. The supplier
   * returns the index, or refuses the call.
   */
  public Function<Supplier<StoredIndex>, ServerResponse> match(ServerCall call) {
    DataOperation operation = methods.get(call.path());
    if (operation != null) {
      call.setOperation(operation.name(), "");
    }
    return index -> answer(call, operation, index);
  }

  private static ServerResponse answer(
      ServerCall call, @Nullable DataOperation operation, Supplier<StoredIndex> index) {
    try {
      if (operation == null) {
        throw new RpcException(RpcCode.UNIMPLEMENTED, "Method " + call.path() + " is not served");
      }
      return operation.grpc(index.get(), call);
    } catch (RpcException e) {
      return GrpcFraming.failure(e);
    } catch (InvalidProtocolBufferException e) {
      return GrpcFraming.failure(RpcCode.INTERNAL, "Cannot parse the request: " + e.getMessage());
    } catch (RuntimeException | Error e) {
      return GrpcFraming.failure(RpcCode.INTERNAL, "EmbeddedPinecone failed: " + e);
    }
  }
}
