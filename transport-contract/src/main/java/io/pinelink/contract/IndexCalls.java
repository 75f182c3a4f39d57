package io.pinelink.contract;

import io.pinelink.routing.Route;
import io.pinelink.spi.Operation;

/** Calls to one index, in one namespace. */
record IndexCalls(Calls calls, Route route, String namespace) {
  /** The same index in another namespace. */
  IndexCalls in(String other) {
    return new IndexCalls(calls, route, other);
  }

  /** A call, waited for. */
  <Q, R> R call(Operation<Q, R> operation, Q request) {
    return Calls.await(
        calls.start(operation, request, Calls.context(route, namespace, Calls.PATIENCE)));
  }
}
