package io.pinelink.springboot;

import io.pinelink.ClientBuilder;
import io.pinelink.routing.RouteListener;
import io.pinelink.telemetry.CallListener;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The listeners of an application: one for routes, any number for calls. Of several beans for
 * routes, one must be primary, since the client has only one: otherwise startup fails with the
 * names of all.
 */
record ClientListeners(ObjectProvider<RouteListener> route, ObjectProvider<CallListener> call) {

  /** Adds the listeners of routes and calls. */
  void addTo(ClientBuilder<?> builder) {
    route.ifAvailable(builder::routeListener);
    call.orderedStream().forEach(builder::callListener);
  }
}
