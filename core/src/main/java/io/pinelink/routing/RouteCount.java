package io.pinelink.routing;

/**
 * The number of calls and connections over routes of one kind since the client was built. They
 * include calls and connections of diagnoses, and the connections that probe whether a private form
 * answers.
 */
public sealed interface RouteCount
    permits io.pinelink.internal.response.RouteReports.RouteCountResult {
  /** Returns the network that the routes cross. */
  Route.Kind kind();

  /** Returns whether the routes lead to the control plane; otherwise to indexes. */
  boolean controlPlane();

  /** Returns the number of calls that were started. */
  long calls();

  /** Returns the number of connections that were established. */
  long connections();

  /**
   * Returns how often a name resolved to an address that the route does not allow, so that nothing
   * was sent there. Each connection attempt and each repeated lookup for an open connection counts;
   * findings of a diagnosis do not.
   */
  long refusals();
}
