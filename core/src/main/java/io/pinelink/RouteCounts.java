package io.pinelink;

import io.pinelink.routing.Route;
import io.pinelink.routing.RouteListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what goes where, and passes on to the user's listener. */
final class RouteCounts implements RouteListener {
  private final RouteListener next;
  private final Map<Way, Counts> counts = new ConcurrentHashMap<>();

  private record Way(Route.Kind kind, boolean controlPlane) {}

  private record Counts(LongAdder calls, LongAdder connections, LongAdder refusals) {
    Counts() {
      this(new LongAdder(), new LongAdder(), new LongAdder());
    }
  }

  RouteCounts(RouteListener next) {
    this.next = next;
  }

  private Counts of(Route.Kind kind, boolean controlPlane) {
    return counts.computeIfAbsent(new Way(kind, controlPlane), way -> new Counts());
  }

  void called(Route route) {
    of(route.kind(), route.isControlPlane()).calls().increment();
  }

  @Override
  public void chosen(Route route) {
    next.chosen(route);
  }

  @Override
  public void connected(Connection connection) {
    of(connection.kind(), connection.controlPlane()).connections().increment();
    next.connected(connection);
  }

  @Override
  public void refused(Connection connection) {
    of(connection.kind(), connection.controlPlane()).refusals().increment();
    next.refused(connection);
  }

  @Override
  public void refreshed() {
    next.refreshed();
  }

  /** For who asks where names lead to find it out: that a route refuses it is the finding. */
  RouteListener withoutRefusals() {
    return new RouteListener() {
      @Override
      public void connected(Connection connection) {
        RouteCounts.this.connected(connection);
      }
    };
  }

  /** A row for each kind, whether or not anything went there. */
  List<RouteCount> snapshot() {
    List<RouteCount> rows = new ArrayList<>();
    for (boolean controlPlane : new boolean[] {false, true}) {
      for (Route.Kind kind : Route.Kind.values()) {
        if (controlPlane && kind == Route.Kind.PRIVATE) {
          continue; // the control plane has no private form
        }
        Counts counted = of(kind, controlPlane);
        rows.add(
            new RouteCount(
                kind,
                controlPlane,
                counted.calls().sum(),
                counted.connections().sum(),
                counted.refusals().sum()));
      }
    }
    return List.copyOf(rows);
  }
}
