package io.pinelink.server.internal.http;

import java.util.function.Supplier;

/**
 * A call whose operation has been found.
 *
 * @param operation the client's name of the operation; empty if the call has no operation
 * @param responder executes the call, with all checks that precede it
 */
public record ResolvedCall(String operation, Supplier<ServerResponse> responder) {
  /** Executes the call. */
  public ServerResponse answer() {
    return responder.get();
  }
}
