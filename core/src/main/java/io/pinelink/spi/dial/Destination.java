package io.pinelink.spi.dial;

import io.pinelink.routing.Route;
import io.pinelink.routing.Route.DialOptions;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The destination of a connection: a route without its decision. Calls share connections only if
 * all components are equal; calls to different logical hosts never do, even at the same address.
 *
 * @param host the logical host: request authority, TLS server name and certificate name
 * @param port the logical port
 * @param plaintext whether there is no TLS
 * @param kind the network that the route crosses
 * @param controlPlane whether the route leads to the control plane
 * @param dial where to connect, as in {@link Route#dial()}
 * @param options how to connect
 * @param privateZone the DNS zone that should answer for the host; null if none is known
 */
public record Destination(
    String host,
    int port,
    boolean plaintext,
    Route.Kind kind,
    boolean controlPlane,
    List<InetSocketAddress> dial,
    DialOptions options,
    @Nullable String privateZone) {
  private static final int TLS_PORT = 443;

  /** Returns the destination of a route. */
  public static Destination of(Route route) {
    return new Destination(
        route.host(),
        route.port(),
        route.plaintext(),
        route.kind(),
        route.isControlPlane(),
        route.dial(),
        route.dialOptions(),
        route.privateZone().orElse(null));
  }

  /** Returns the host as sent with each request: with the port if it is not 443. */
  public String authority() {
    return port == TLS_PORT ? host : host + ":" + port;
  }

  /**
   * Compares all components. The generated method of a record would make the JVM keep the class
   * after its class loader is no longer used.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Destination that
            && port == that.port
            && plaintext == that.plaintext
            && controlPlane == that.controlPlane
            && kind == that.kind
            && host.equals(that.host)
            && dial.equals(that.dial)
            && options.equals(that.options)
            && Objects.equals(privateZone, that.privateZone));
  }

  /** Hashes only host and port, which differ most, since every call computes it. */
  @Override
  public int hashCode() {
    return 31 * host.hashCode() + port;
  }

  /** Returns whether no name needs to be resolved, so that finding the addresses cannot block. */
  public boolean isResolved() {
    return dial.stream().noneMatch(InetSocketAddress::isUnresolved);
  }
}
