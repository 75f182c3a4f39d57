package io.pinelink.internal.failure;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Objects;

/** A refused connection to an address that the route does not allow. Nothing was sent there. */
public final class RefusedAddressException extends IOException {
  private static final long serialVersionUID = 1;

  private final InetAddress address;

  /** Creates the exception for an address. */
  public RefusedAddressException(String message, InetAddress address) {
    super(Objects.requireNonNull(message, "message is null"));
    this.address = Objects.requireNonNull(address, "address is null");
  }

  /** Returns the address that is not allowed. */
  public InetAddress address() {
    return address;
  }
}
