package io.pinelink.internal.call;

import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The current route of an index. It changes only when routes are refreshed or the index's host
 * turns out to be stale. Calls in flight keep the route with which they started.
 */
public final class CurrentRoute {
  private final AtomicReference<State> state;

  private record State(@Nullable IndexHosts hosts, Route route) {}

  /** Creates a route that never changes. */
  public CurrentRoute(Route route) {
    this.state = new AtomicReference<>(new State(null, route));
  }

  public CurrentRoute(IndexHosts hosts, Route route) {
    this.state = new AtomicReference<>(new State(hosts, route));
  }

  public Route now() {
    return state.get().route();
  }

  /** Returns the hosts from which the route was created; null for one that never changes. */
  public @Nullable IndexHosts hosts() {
    return state.get().hosts();
  }

  /**
   * Sets another route to the given hosts, unless the index has moved to other hosts in the
   * meantime. Returns whether it did.
   */
  public boolean reroute(IndexHosts hosts, Route route) {
    State now = state.get();
    while (hosts.equals(now.hosts())) {
      if (state.compareAndSet(now, new State(hosts, route))) {
        return true;
      }
      now = state.get();
    }
    return false;
  }

  /** Sets a route to other hosts unconditionally. */
  public void move(IndexHosts hosts, Route route) {
    state.set(new State(hosts, route));
  }
}
