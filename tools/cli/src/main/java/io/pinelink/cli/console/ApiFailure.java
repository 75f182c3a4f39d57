package io.pinelink.cli.console;

/** A refusal of a request to the console, with the HTTP status that reports it. */
final class ApiFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  ApiFailure(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }
}
