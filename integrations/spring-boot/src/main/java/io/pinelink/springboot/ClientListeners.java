package io.pinelink.springboot;

import io.pinelink.ClientBuilder;
import io.pinelink.retry.RetryListener;
import io.pinelink.routing.RouteListener;
import io.pinelink.telemetry.CallListener;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The listeners of an application: one for routes, one for retries, any number for calls. Of
 * several beans for routes or retries, one must be primary, since the client has only one of each:
 * otherwise startup fails with the names of all.
 */
record ClientListeners(
    ObjectProvider<RouteListener> route,
    ObjectProvider<RetryListener> retry,
    ObjectProvider<CallListener> call) {

  /** Adds the listeners of routes and calls; the listener of retries is one of their options. */
  void addTo(ClientBuilder<?> builder) {
    route.ifAvailable(builder::routeListener);
    call.orderedStream().forEach(builder::callListener);
  }
}
