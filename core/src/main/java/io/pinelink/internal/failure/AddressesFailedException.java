package io.pinelink.internal.failure;

import java.io.IOException;

/**
 * A connection that could not be opened to any of several addresses. The message has the problem of
 * each; the cause is the failure to report, and the others are suppressed.
 */
public final class AddressesFailedException extends IOException {
  private static final long serialVersionUID = 1;

  public AddressesFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
