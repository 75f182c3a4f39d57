package io.pinelink.routing;

import java.io.IOException;

/** A host leads to an address that its route does not allow; nothing was sent there. */
public final class RefusedAddressException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * Makes the exception.
   *
   * @param message the host, the address, and why it is not allowed
   */
  public RefusedAddressException(String message) {
    super(message);
  }
}
