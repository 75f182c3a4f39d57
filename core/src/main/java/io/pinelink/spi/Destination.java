package io.pinelink.spi;

import io.pinelink.network.DialOptions;
import io.pinelink.routing.Route;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a connection is for: a route without its reasons. Calls share connections only where all of
 * it is equal; another logical host never does, even behind the same address.
 *
 * @param host the logical host: request authority, TLS server name and certificate name
 * @param port the logical port
 * @param plaintext whether there is no TLS
 * @param kind which network the route crosses
 * @param controlPlane whether it is the control plane's
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

  /** The destination of a route. */
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

  /** The host as sent with each request: with the port where it is not 443. */
  public String authority() {
    return port == TLS_PORT ? host : host + ":" + port;
  }

  /** Of what differs most; it is asked for where calls begin. */
  @Override
  public int hashCode() {
    return 31 * host.hashCode() + port;
  }

  /** Whether finding the addresses asks nobody, so that it cannot block. */
  public boolean isResolved() {
    return dial.stream().noneMatch(InetSocketAddress::isUnresolved);
  }
}
