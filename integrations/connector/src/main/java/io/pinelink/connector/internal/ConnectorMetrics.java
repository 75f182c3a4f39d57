package io.pinelink.connector.internal;

import io.pinelink.Pinelink;
import io.pinelink.routing.Route;

/** Metrics that connectors report by the same names. */
public final class ConnectorMetrics {
  private ConnectorMetrics() {}

  /**
   * Returns the number of calls of the data plane that a client made over public routes, which
   * stays 0 under a policy that requires private ones. May be called from any thread.
   */
  public static long publicCalls(Pinelink client) {
    return client.routeCounts().stream()
        .filter(count -> !count.controlPlane() && count.kind() == Route.Kind.PUBLIC)
        .mapToLong(count -> count.calls())
        .sum();
  }
}
