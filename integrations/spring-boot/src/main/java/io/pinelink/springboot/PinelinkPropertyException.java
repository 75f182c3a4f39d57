package io.pinelink.springboot;

import org.jspecify.annotations.Nullable;

/** A property of the client that is missing or invalid. */
final class PinelinkPropertyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String property;
  private final String problem;
  private final String action;

  PinelinkPropertyException(
      String property, String problem, String action, @Nullable Throwable cause) {
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

  /** Describes a property that is missing. */
  static PinelinkPropertyException missing(String name, String action) {
    return new PinelinkPropertyException(
        PinelinkProperties.PREFIX + "." + name, "it is missing", action, null);
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
