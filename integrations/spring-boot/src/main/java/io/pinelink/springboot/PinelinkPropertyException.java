package io.pinelink.springboot;

/** A property of the client that is missing or invalid. */
final class PinelinkPropertyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String property;
  private final String problem;
  private final String action;

  PinelinkPropertyException(String property, String problem, String action, Throwable cause) {
    super("property '" + property + "': " + problem, cause);
    this.property = property;
    this.problem = problem;
    this.action = action;
  }

  String property() {
    return property;
  }

  String problem() {
    return problem;
  }

  String action() {
    return action;
  }
}
