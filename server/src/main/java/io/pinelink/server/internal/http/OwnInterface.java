package io.pinelink.server.internal.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The interface of the server itself, beside the service that it simulates. Its calls are not in
 * the request log, and no fault strikes them. Thread-safe.
 */
public interface OwnInterface {
  /** Returns the interface of a server that has none. */
  static OwnInterface none() {
    return new OwnInterface() {};
  }

  default boolean serves(ServerCall call) {
    return false;
  }

  /**
   * Executes a call. It is called on a worker thread, and returns immediately if the response has
   * to wait for something.
   *
   * @param workers the executor for work that is left to do after the wait
   * @return the response; cancelled if the client goes away before it is complete
   */
  default CompletableFuture<ServerResponse> answer(ServerCall call, Executor workers) {
    throw new IllegalStateException("the server has no interface of its own");
  }
}
