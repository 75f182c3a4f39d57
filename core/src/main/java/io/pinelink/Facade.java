package io.pinelink;

import io.pinelink.internal.call.Caller;
import io.pinelink.routing.Route;

/** The base of all facades, which have a caller, and so a route. */
abstract class Facade {
  final Caller caller;

  Facade(Caller caller) {
    this.caller = caller;
  }

  /**
   * Returns the route of the next call, with the reason for it. The route of an index changes only
   * by {@link Pinelink#refreshRoutes()}, or if a host of the host book turns out to be stale; the
   * route of the control plane never changes.
   */
  public Route route() {
    return caller.route();
  }

  /** Returns the class name and the route. */
  @Override
  public String toString() {
    return getClass().getSimpleName() + "[" + route() + "]";
  }
}
