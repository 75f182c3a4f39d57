package io.pinelink.contract;

import io.pinelink.routing.Route;
import io.pinelink.spi.Operation;

/** A caller of one index and namespace. */
record IndexCalls(Calls calls, Route route, String namespace) {
  /** Returns a caller of the same index in another namespace. */
  IndexCalls in(String other) {
    return new IndexCalls(calls, route, other);
  }

  /** Makes a call and waits for its result. */
  <Q, R> R call(Operation<Q, R> operation, Q request) {
    return Calls.await(
        calls.start(operation, request, Calls.context(route, namespace, Calls.TIMEOUT)));
  }
}
