package io.pinelink.testing;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Finds the index that a call is for by its host, and the protocol by its content type. */
final class DataPlane implements Function<HttpCall, Answer> {
  private final IndexRegistry indexes;
  private final GrpcEndpoint grpc = new GrpcEndpoint();

  DataPlane(IndexRegistry indexes) {
    this.indexes = indexes;
  }

  @Override
  public Answer apply(HttpCall call) {
    return call.isGrpc() ? grpc.answer(call, () -> indexFor(call)) : rest(call);
  }

  private Answer rest(HttpCall call) {
    try {
      indexFor(call);
      throw new RpcException(
          RpcCode.UNIMPLEMENTED, call.method() + " " + call.path() + " is not served over REST");
    } catch (RpcException e) {
      return Answer.json(
          e.code().httpStatus(),
          Json.text(
              Map.of(
                  "code", (double) e.code().number(), "message", e.text(), "details", List.of())));
    }
  }

  private StoredIndex indexFor(HttpCall call) {
    ServedIndex index =
        indexes
            .findByHost(call.listener(), call.host())
            .orElseThrow(
                () ->
                    new RpcException(RpcCode.NOT_FOUND, "No index at host '" + call.host() + "'"));
    if (!indexes.isReady(index)) {
      throw new RpcException(
          RpcCode.UNAVAILABLE, "Index " + index.name() + " is not ready, try again later");
    }
    return index.data();
  }
}
