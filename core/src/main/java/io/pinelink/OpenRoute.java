package io.pinelink;

import io.pinelink.routing.Route;

/**
 * The route that calls take now. An index holds on to it; what it leads to changes only when routes
 * are refreshed, and calls in flight keep the one they began with.
 */
final class OpenRoute {
  private volatile Route route;

  OpenRoute(Route route) {
    this.route = route;
  }

  Route now() {
    return route;
  }

  void change(Route other) {
    this.route = other;
  }
}
