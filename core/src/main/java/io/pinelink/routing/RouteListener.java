package io.pinelink.routing;

import io.pinelink.network.AddressClass;
import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * Receives events about where a client's calls go, as evidence. Methods are called on the thread on
 * which the event occurs, which may be a network thread: they must not block. Exceptions they throw
 * are logged and ignored.
 */
public interface RouteListener {
  /**
   * Called when a route was chosen for an index: when the index was first opened, or when a refresh
   * resulted in another route.
   */
  default void chosen(Route route) {}

  /**
   * Called when a connection was established, for calls or to probe a route.
   *
   * @param connection the purpose and the address
   */
  default void connected(Connection connection) {}

  /**
   * Called when a name resolved to an address that its route does not allow, so that nothing was
   * sent there. It is called before a connection is established, and when the addresses of an open
   * one are looked up again.
   *
   * @param connection the purpose and the address
   */
  default void refused(Connection connection) {}

  /** Called when all connections were abandoned, so that names are looked up again. */
  default void refreshed() {}

  /**
   * An established or refused connection.
   *
   * @param host the logical host
   * @param kind the network that its route crosses
   * @param controlPlane whether it is for the control plane; otherwise for an index
   * @param address the address; with a proxy, the proxy's address
   * @param addressClass the class of that address
   */
  record Connection(
      String host,
      Route.Kind kind,
      boolean controlPlane,
      InetSocketAddress address,
      AddressClass addressClass) {
    /** Checks that no part is null. */
    public Connection {
      Objects.requireNonNull(host, "host is null");
      Objects.requireNonNull(kind, "kind is null");
      Objects.requireNonNull(address, "address is null");
      Objects.requireNonNull(addressClass, "addressClass is null");
    }
  }
}
