package io.pinelink.springboot;

import io.pinelink.ClientBuilder;
import io.pinelink.retry.RetryListener;
import io.pinelink.routing.RouteListener;
import io.pinelink.telemetry.CallListener;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The listeners of an application: a single one for routes and for retries, any number for calls.
 */
record ClientListeners(
    ObjectProvider<RouteListener> route,
    ObjectProvider<RetryListener> retry,
    ObjectProvider<CallListener> call) {

  void addTo(ClientBuilder<?> builder) {
    route.ifUnique(builder::routeListener);
    retry.ifUnique(builder::retryListener);
    call.orderedStream().forEach(builder::callListener);
  }
}
