package io.pinelink.routing;

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
   * @param zone the DNS zone that should answer; null if none is known
   */
  public static RefusedAddressException notPrivate(
      String host, InetAddress address, @Nullable String zone) {
    return new RefusedAddressException(
        "private host "
            + host
            + " leads to "
            + address.getHostAddress()
            + ", which is "
            + AddressClass.of(address)
            + ", so nothing was sent; "
            + (zone == null
                ? "its name should lead to the private endpoint"
                : "the DNS zone '" + zone + "' should answer with the private endpoint's address")
            + ", or AddressGuard must allow the range",
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
