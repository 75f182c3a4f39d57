package io.pinelink.network;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A refused connection to an address that the route does not allow. Nothing was sent there. */
public final class RefusedAddressException extends IOException {
  private static final long serialVersionUID = 1;

  private final InetAddress address;

  private RefusedAddressException(String message, InetAddress address) {
    super(message);
    this.address = address;
  }

  /**
   * Creates the exception for a private route that leads to an address that is not private.
   *
   * @param host the route's host
   * @param zone the DNS zone that should answer; null for a host that has no private form
   */
  public static RefusedAddressException notPrivate(
      String host, InetAddress address, @Nullable String zone) {
    Objects.requireNonNull(host, "host");
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
    Objects.requireNonNull(proxy, "proxy");
    Objects.requireNonNull(host, "host");
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
    Objects.requireNonNull(host, "host");
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
  public static RefusedAddressException plaintext(String host, InetAddress address) {
    Objects.requireNonNull(host, "host");
    return new RefusedAddressException(
        "plaintext is for loopback only, but " + host + " leads to " + address.getHostAddress(),
        address);
  }

  /** Returns the address that is not allowed. */
  public InetAddress address() {
    return address;
  }
}
