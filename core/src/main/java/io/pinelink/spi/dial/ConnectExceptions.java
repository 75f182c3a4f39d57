package io.pinelink.spi.dial;

import io.pinelink.internal.failure.ConnectPhaseTimeoutException;
import io.pinelink.internal.failure.ConnectPhaseTimeoutException.Phase;
import io.pinelink.internal.failure.ProxyTunnelException;
import io.pinelink.internal.failure.RefusedAddressException;
import io.pinelink.internal.validation.DurationText;
import io.pinelink.network.AddressClass;
import io.pinelink.network.HttpProxy;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Factory methods for the exceptions of connections that were refused, or got no answer in time.
 */
public final class ConnectExceptions {
  private ConnectExceptions() {}

  /**
   * Creates the exception for a private route that leads to an address that is not private.
   *
   * @param host the route's host
   * @param zone the DNS zone that should answer; null for a host that has no private form
   */
  public static RefusedAddressException notPrivate(
      String host, InetAddress address, @Nullable String zone) {
    return new RefusedAddressException(
        (zone == null ? "host " : "private host ")
            + host
            + " leads to "
            + address.getHostAddress()
            + ", which is "
            + AddressClass.of(address)
            + ", so nothing was sent; "
            + (zone == null
                ? "the route policy requires private addresses: dial one in the ConnectRule"
                : "the DNS zone '" + zone + "' should answer with the private endpoint's address")
            + (zone == null && address.isLoopbackAddress()
                ? ", or allow loopback in AddressGuard"
                : ", or AddressGuard must allow the range"),
        address);
  }

  /**
   * Creates the exception for the proxy of a private route that has an address that is not private.
   *
   * @param host the route's host
   */
  public static RefusedAddressException proxyNotPrivate(
      HttpProxy proxy, String host, InetAddress address) {
    return new RefusedAddressException(
        "the proxy "
            + proxy
            + " of host "
            + host
            + " is at "
            + address.getHostAddress()
            + ", which is "
            + AddressClass.of(address)
            + ", so nothing was sent; the route requires private addresses, also for its proxy: "
            + (address.isLoopbackAddress()
                ? "allow loopback in AddressGuard"
                : "use a proxy in the private network, or allow the range in AddressGuard"),
        address);
  }

  /**
   * Creates the exception for a host that is trusted only as loopback, but resolves to another
   * address.
   */
  public static RefusedAddressException notLoopback(String host, InetAddress address) {
    return new RefusedAddressException(
        "host "
            + host
            + " leads to "
            + address.getHostAddress()
            + ", which is not loopback, so nothing was sent; names under localhost receive the API"
            + " key at loopback addresses only, unless trustedDomain lists them",
        address);
  }

  /** Creates the exception for a route without TLS that does not lead to this machine. */
  public static RefusedAddressException plaintextBeyondLoopback(String host, InetAddress address) {
    return new RefusedAddressException(
        "plaintext is for loopback only, but " + host + " leads to " + address.getHostAddress(),
        address);
  }

  /** Creates the exception for a proxy to which there is no connection. */
  public static ProxyTunnelException proxyUnreachable(HttpProxy proxy, Throwable cause) {
    ProxyTunnelException unreachable =
        new ProxyTunnelException(proxy, "cannot be reached: " + cause.getMessage(), false);
    unreachable.initCause(cause);
    return unreachable;
  }

  /** Creates the exception for a proxy that closed the connection instead of answering. */
  public static ProxyTunnelException proxyClosed(HttpProxy proxy) {
    return new ProxyTunnelException(proxy, "closed the connection", false);
  }

  /** Creates the exception for a proxy that did not answer in time, or not completely. */
  public static ProxyTunnelException proxySilent(HttpProxy proxy, Duration max) {
    return new ProxyTunnelException(
        proxy, "did not answer CONNECT within " + DurationText.of(max), false);
  }

  /**
   * Creates the exception for a proxy that refused. Its response appears as the status only, since
   * the rest may repeat the credentials.
   */
  public static ProxyTunnelException proxyRefused(HttpProxy proxy, int status) {
    return new ProxyTunnelException(proxy, "answered HTTP " + status, true);
  }

  /** Creates the exception for a response that is not one to {@code CONNECT}. */
  public static ProxyTunnelException proxyNotHttp(HttpProxy proxy) {
    return new ProxyTunnelException(proxy, "answered with something other than HTTP", true);
  }

  /** Creates the exception for a name about which DNS did not answer. */
  public static ConnectPhaseTimeoutException lookupTimeout(String name, Duration max) {
    return new ConnectPhaseTimeoutException(
        Phase.LOOKUP, "DNS did not answer for " + name + " within " + DurationText.of(max));
  }

  /** Creates the exception for a TLS handshake that did not end. */
  public static ConnectPhaseTimeoutException tlsTimeout(Duration max) {
    return new ConnectPhaseTimeoutException(
        Phase.TLS, "the TLS handshake did not end within " + DurationText.of(max));
  }

  /** Creates the exception for a server that did not begin HTTP/2. */
  public static ConnectPhaseTimeoutException http2Timeout(Duration max) {
    return new ConnectPhaseTimeoutException(
        Phase.HTTP_2, "the server sent no HTTP/2 SETTINGS within " + DurationText.of(max));
  }
}
