package io.pinelink.micrometer;

/**
 * A failed call as an observation shows it: its type alone. The message of the real exception may
 * contain text from the service, such as the id of a record, and traces must not.
 */
final class ObservedFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  ObservedFailure(String type) {
    super(type, null, false, false);
  }
}
