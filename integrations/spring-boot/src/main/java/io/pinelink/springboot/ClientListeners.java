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

  void addTo(ClientBuilder<?> builder) {
    route.ifAvailable(builder::routeListener);
    retry.ifAvailable(builder::retryListener);
    call.orderedStream().forEach(builder::callListener);
  }
}
