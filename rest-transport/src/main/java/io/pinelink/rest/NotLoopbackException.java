package io.pinelink.rest;

import java.io.IOException;

/** A plaintext route leads off this machine; nothing was sent. */
final class NotLoopbackException extends IOException {
  private static final long serialVersionUID = 1;

  NotLoopbackException(String message) {
    super(message);
  }
}
