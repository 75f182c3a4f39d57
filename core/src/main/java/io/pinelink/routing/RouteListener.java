package io.pinelink.routing;

import io.pinelink.network.AddressClass;
import java.net.InetSocketAddress;

/**
 * Is told where a client's calls go, as evidence. Methods are called on whatever thread it happens
 * on, network threads among them: they must not block. What they throw is logged and forgotten.
 */
public interface RouteListener {
  /**
   * A route was chosen for an index: when it was opened first, or when routes were refreshed and
   * another one came out.
   */
  default void chosen(Route route) {}

  /**
   * A connection was made: for calls, or to find out whether a route works.
   *
   * @param connection what for, and whereto
   */
  default void connected(Connection connection) {}

  /**
   * Names led to an address that their route does not allow, and nothing was sent there: when a
   * connection was to be made, or when the address of an open one was looked up again.
   *
   * @param connection what for, and whereto
   */
  default void refused(Connection connection) {}

  /** All connections were given up, so that names are looked up again. */
  default void refreshed() {}

  /**
   * A connection, made or refused.
   *
   * @param host the logical host
   * @param kind which network its route crosses
   * @param controlPlane whether it is for the control plane; else it is for an index
   * @param address the address, that of the proxy where there is one
   * @param addressClass what kind of address that is
   */
  record Connection(
      String host,
      Route.Kind kind,
      boolean controlPlane,
      InetSocketAddress address,
      AddressClass addressClass) {}
}
