package io.pinelink.conformance;

/** The end of a run whose key the control plane refuses. */
final class WrongKeyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  WrongKeyException(String response) {
    super("the control plane refuses the API key: " + response, null, false, false);
  }
}
