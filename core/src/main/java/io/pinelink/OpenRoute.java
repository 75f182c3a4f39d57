package io.pinelink;

import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import org.jspecify.annotations.Nullable;

/**
 * The route that calls take now. An index holds on to it; what it leads to changes only when routes
 * are refreshed, or its host turns out to be stale. Calls in flight keep the one they began with.
 */
final class OpenRoute {
  private volatile State state;

  private record State(@Nullable IndexHosts hosts, Route route) {}

  /** A route that never changes. */
  OpenRoute(Route route) {
    this.state = new State(null, route);
  }

  OpenRoute(IndexHosts hosts, Route route) {
    this.state = new State(hosts, route);
  }

  Route now() {
    return state.route();
  }

  /** The hosts that the route was made of; null for one that never changes. */
  @Nullable IndexHosts hosts() {
    return state.hosts();
  }

  void change(IndexHosts hosts, Route route) {
    this.state = new State(hosts, route);
  }
}
