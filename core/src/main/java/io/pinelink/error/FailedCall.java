package io.pinelink.error;

import io.pinelink.routing.Route;
import java.util.Locale;

/**
 * What was tried when a call failed.
 *
 * @param operation the operation's name, such as {@code query}
 * @param route the way the call took
 * @param attempts how often it was tried, at least 1
 */
public record FailedCall(String operation, Route route, int attempts) {
  /** What was tried, where, and how often. */
  @Override
  public String toString() {
    String on = operation + " on " + route.authority() + " (" + kind() + " route)";
    return attempts > 1 ? on + " after " + attempts + " attempts" : on;
  }

  private String kind() {
    return route.kind().name().toLowerCase(Locale.ROOT);
  }
}
