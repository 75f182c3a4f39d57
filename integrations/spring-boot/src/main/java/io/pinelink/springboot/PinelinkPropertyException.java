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

  /**
   * Describes a value that was refused.
   *
   * @param name the name of the property, or of a group of properties, without the prefix
   */
  static PinelinkPropertyException refused(String name, RuntimeException e) {
    String property = PinelinkProperties.PREFIX + "." + name;
    String problem = e.getMessage() == null ? e.toString() : e.getMessage();
    return new PinelinkPropertyException(
        property, problem, "Correct the value of " + property + ".", e);
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
