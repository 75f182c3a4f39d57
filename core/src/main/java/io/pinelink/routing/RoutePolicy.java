package io.pinelink.routing;

/**
 * Which form of an index host a client dials. Control-plane calls are never touched by it.
 *
 * <p>Immutable and thread-safe.
 */
public final class RoutePolicy {
  private static final RoutePolicy AS_GIVEN = new RoutePolicy(Choice.AS_GIVEN);
  private static final RoutePolicy PUBLIC_ONLY = new RoutePolicy(Choice.PUBLIC_ONLY);
  private static final RoutePolicy PRIVATE_REQUIRED = new RoutePolicy(Choice.PRIVATE_REQUIRED);

  enum Choice {
    AS_GIVEN,
    PUBLIC_ONLY,
    PRIVATE_REQUIRED
    // privatePreferred(timeout) belongs here; it needs a probe over the network.
  }

  private final Choice choice;

  private RoutePolicy(Choice choice) {
    this.choice = choice;
  }

  /** Dials a host in the form it is given in; by name, the public one. The default. */
  public static RoutePolicy asGiven() {
    return AS_GIVEN;
  }

  /** Dials public forms and refuses a host in private form. */
  public static RoutePolicy publicOnly() {
    return PUBLIC_ONLY;
  }

  /**
   * Dials private forms alone, rewriting a public one. It fails closed: whatever the service
   * answers, a public form is never dialled, and a host without a private form is refused. Which
   * addresses a private name resolves to is not checked yet; the certificate always is.
   */
  public static RoutePolicy privateRequired() {
    return PRIVATE_REQUIRED;
  }

  Choice choice() {
    return choice;
  }

  /** The policy's name, such as {@code privateRequired}. */
  @Override
  public String toString() {
    return switch (choice) {
      case AS_GIVEN -> "asGiven";
      case PUBLIC_ONLY -> "publicOnly";
      case PRIVATE_REQUIRED -> "privateRequired";
    };
  }
}
