package io.pinelink.routing;

import java.util.Objects;

/**
 * The number of calls and connections over routes of one kind since the client was built. They
 * include calls and connections of {@code Pinelink.diagnose}, and the connections that probe
 * whether a private form answers.
 *
 * @param kind the network that the routes cross
 * @param controlPlane whether the routes lead to the control plane; otherwise to indexes
 * @param calls the number of calls that were started
 * @param connections the number of connections that were established
 * @param refusals how often a name resolved to an address that the route does not allow, so that
 *     nothing was sent there. Each connection attempt and each repeated lookup for an open
 *     connection counts; findings of {@code Pinelink.diagnose} do not
 */
public record RouteCount(
    Route.Kind kind, boolean controlPlane, long calls, long connections, long refusals) {
  /** Checks that no part is null. */
  public RouteCount {
    Objects.requireNonNull(kind, "kind");
  }
}
