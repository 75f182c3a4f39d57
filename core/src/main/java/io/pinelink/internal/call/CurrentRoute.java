package io.pinelink.internal.call;

import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The route that calls take now. An index holds on to it; what it leads to changes only when routes
 * are refreshed, or its host turns out to be stale. Calls in flight keep the one they began with.
 */
public final class CurrentRoute {
  private final AtomicReference<State> state;

  private record State(@Nullable IndexHosts hosts, Route route) {}

  /** A route that never changes. */
  public CurrentRoute(Route route) {
    this.state = new AtomicReference<>(new State(null, route));
  }

  public CurrentRoute(IndexHosts hosts, Route route) {
    this.state = new AtomicReference<>(new State(hosts, route));
  }

  public Route now() {
    return state.get().route();
  }

  /** The hosts that the route was made of; null for one that never changes. */
  public @Nullable IndexHosts hosts() {
    return state.get().hosts();
  }

  /**
   * Takes another route to these hosts, if the index has not moved to others meanwhile: finding a
   * route out takes its time.
   *
   * @return whether it has taken it
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

  /** Takes the route to other hosts, whatever it was until then. */
  public void move(IndexHosts hosts, Route route) {
    state.set(new State(hosts, route));
  }
}
