package io.pinelink.internal.call;

import io.pinelink.internal.response.RouteReports;
import io.pinelink.network.AddressClass;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteCount;
import io.pinelink.routing.RouteListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts calls, connections and refusals by route, and forwards events to the user's listener. */
public final class RouteCounts implements RouteListener {
  private final RouteListener next;
  private final CallListeners listeners;
  private final Map<String, AddressClass> classes = new ConcurrentHashMap<>();
  private final Map<Route.Kind, Counts> dataPlane = ofEachKind();
  private final Map<Route.Kind, Counts> controlPlane = ofEachKind();

  private record Counts(LongAdder calls, LongAdder connections, LongAdder refusals) {
    Counts() {
      this(new LongAdder(), new LongAdder(), new LongAdder());
    }
  }

  public RouteCounts(RouteListener next) {
    this(next, CallListeners.none());
  }

  /** Creates counts that also forward connections to listeners of calls. */
  public RouteCounts(RouteListener next, CallListeners listeners) {
    this.next = next;
    this.listeners = listeners;
  }

  private static Map<Route.Kind, Counts> ofEachKind() {
    Map<Route.Kind, Counts> counts = new EnumMap<>(Route.Kind.class);
    for (Route.Kind kind : Route.Kind.values()) {
      counts.put(kind, new Counts());
    }
    return Collections.unmodifiableMap(counts);
  }

  private Counts of(Route.Kind kind, boolean isControlPlane) {
    // The map has all kinds.
    return Objects.requireNonNull((isControlPlane ? controlPlane : dataPlane).get(kind));
  }

  void called(Route route) {
    of(route.kind(), route.isControlPlane()).calls().increment();
  }

  /** Returns the class of the address of the newest connection to the host of a route. */
  Optional<AddressClass> addressClass(Route route) {
    return Optional.ofNullable(classes.get(route.host()));
  }

  @Override
  public void chosen(Route route) {
    next.chosen(route);
  }

  @Override
  public void connected(Connection connection) {
    of(connection.kind(), connection.controlPlane()).connections().increment();
    classes.put(connection.host(), connection.addressClass());
    listeners.connected(connection);
    next.connected(connection);
  }

  @Override
  public void refused(Connection connection) {
    of(connection.kind(), connection.controlPlane()).refusals().increment();
    listeners.refused(connection);
    next.refused(connection);
  }

  @Override
  public void refreshed() {
    next.refreshed();
  }

  /** Returns a listener for diagnoses, for which a refused address is a finding and not counted. */
  public RouteListener withoutRefusals() {
    return new RouteListener() {
      @Override
      public void connected(Connection connection) {
        RouteCounts.this.connected(connection);
      }
    };
  }

  /** Returns a row for each kind, including those without calls. */
  public List<RouteCount> snapshot() {
    List<RouteCount> rows = new ArrayList<>();
    for (boolean isControlPlane : new boolean[] {false, true}) {
      for (Route.Kind kind : Route.Kind.values()) {
        if (isControlPlane && kind == Route.Kind.PRIVATE) {
          continue; // the control plane has no private form
        }
        Counts counted = of(kind, isControlPlane);
        rows.add(
            RouteReports.count(
                kind,
                isControlPlane,
                counted.calls().sum(),
                counted.connections().sum(),
                counted.refusals().sum()));
      }
    }
    return List.copyOf(rows);
  }
}
