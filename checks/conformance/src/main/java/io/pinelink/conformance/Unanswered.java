package io.pinelink.conformance;

/** The end of a call that the service did not answer, for a reason unrelated to any assumption. */
final class Unanswered extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean withoutConnection;

  private Unanswered(boolean withoutConnection, String reason) {
    super(reason, null, false, false);
    this.withoutConnection = withoutConnection;
  }

  static Unanswered withoutConnection(String reason) {
    return new Unanswered(true, "no connection: " + reason);
  }

  static Unanswered unavailable(String reason) {
    return new Unanswered(false, "the service is unavailable: " + reason);
  }

  /** Returns whether the host was not reached, as opposed to a service that is unavailable. */
  boolean isWithoutConnection() {
    return withoutConnection;
  }
}
