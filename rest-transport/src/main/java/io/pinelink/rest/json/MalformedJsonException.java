package io.pinelink.rest.json;

import java.io.IOException;

/** The exception for JSON that violates the API's format; its message does not quote the JSON. */
public final class MalformedJsonException extends IOException {
  private static final long serialVersionUID = 1;

  public MalformedJsonException(String message) {
    super(message);
  }
}
