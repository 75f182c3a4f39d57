package io.pinelink.rest.json;

import java.io.IOException;

/** JSON that is not what the API promises; the message does not quote it. */
public final class MalformedJsonException extends IOException {
  private static final long serialVersionUID = 1;

  public MalformedJsonException(String message) {
    super(message);
  }
}
