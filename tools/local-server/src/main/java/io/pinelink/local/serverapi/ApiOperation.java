package io.pinelink.local.serverapi;

import io.pinelink.server.internal.http.ServerResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * An operation of the server's interface: where it is, and what executes it. {@code openapi.json}
 * describes it.
 *
 * @param path below {@code /_pinelink/}; one segment can be a name in braces, such as {@code
 *     faults/{id}}
 * @param parameters the parameters in the query string
 * @param open whether callers on loopback need no token
 * @param handler answers a call
 */
record ApiOperation(
    String method, String path, List<Parameter<?>> parameters, boolean open, Handler handler) {

  /** A function that answers calls; it refuses with {@link ApiRefusal}. */
  @FunctionalInterface
  interface Handler {
    /** Answers a call, now or later; called on a worker thread, which it must not block. */
    CompletableFuture<ServerResponse> answer(ApiRequest request);
  }

  /** Returns a handler whose response is complete at once. */
  static Handler answering(Function<ApiRequest, ServerResponse> answer) {
    return request -> CompletableFuture.completedFuture(answer.apply(request));
  }
}
