package io.pinelink.internal.response;

import io.pinelink.routing.Route;
import io.pinelink.routing.RouteCount;
import java.util.Objects;

/**
 * Creates the reports of a client about its routes. For the client, and for tests that stand in for
 * it.
 */
public final class RouteReports {
  private RouteReports() {}

  /** Creates the number of calls and connections over routes of one kind. */
  public static RouteCount count(
      Route.Kind kind, boolean controlPlane, long calls, long connections, long refusals) {
    return new RouteCountResult(kind, controlPlane, calls, connections, refusals);
  }

  public record RouteCountResult(
      Route.Kind kind, boolean controlPlane, long calls, long connections, long refusals)
      implements RouteCount {
    public RouteCountResult {
      Objects.requireNonNull(kind, "kind is null");
    }
  }
}
