package io.pinelink.network;

import java.io.IOException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** A host leads to an address that its route does not allow; nothing was sent there. */
public final class RefusedAddressException extends IOException {
  private static final long serialVersionUID = 1;

  private final InetAddress address;

  private RefusedAddressException(String message, InetAddress address) {
    super(message);
    this.address = address;
  }

  /**
   * A private route leads to an address that is not private.
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

  /** Creates the refusal of a host that is trusted only as loopback, but is not loopback. */
  public static RefusedAddressException notLoopback(String host, InetAddress address) {
    return new RefusedAddressException(
        "host "
            + host
            + " leads to "
            + address.getHostAddress()
            + ", which is not loopback, so nothing was sent; names under localhost receive the API"
            + " key at loopback addresses only, unless trustDomain lists them",
        address);
  }

  /** A route without TLS leads away from this machine. */
  public static RefusedAddressException plaintext(String host, InetAddress address) {
    return new RefusedAddressException(
        "plaintext is for loopback alone, but " + host + " leads to " + address.getHostAddress(),
        address);
  }

  /** The address that is not allowed. */
  public InetAddress address() {
    return address;
  }
}
