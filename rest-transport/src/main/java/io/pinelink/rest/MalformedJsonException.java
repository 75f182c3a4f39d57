package io.pinelink.rest;

import java.io.IOException;

/** JSON that is not what the API promises; the message does not quote it. */
final class MalformedJsonException extends IOException {
  private static final long serialVersionUID = 1;

  MalformedJsonException(String message) {
    super(message);
  }
}
