package io.pinelink.server.internal.http;

import java.util.function.Function;

/**
 * The route of a call: its operation is known, but not yet the target that executes it, such as the
 * project of its API key.
 *
 * @param operation the client's name of the operation; empty if the call has no operation
 * @param responder executes the call on a target
 * @param <T> the type of the targets
 */
public record EndpointMatch<T>(String operation, Function<T, ServerResponse> responder) {
  /** Executes the call on a target. */
  public ServerResponse answer(T target) {
    return responder.apply(target);
  }
}
