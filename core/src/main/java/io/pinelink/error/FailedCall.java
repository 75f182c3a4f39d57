package io.pinelink.error;

import io.pinelink.routing.Route;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What was tried when a call failed.
 *
 * @param operation the operation's name, such as {@code query}
 * @param route the way the call took
 * @param attempts how often it was tried, at least 1
 * @param mask removes the call's credential from a text, such as one that a server echoed; an
 *     exception applies it to all of its text
 */
public record FailedCall(String operation, Route route, int attempts, UnaryOperator<String> mask) {
  /** A call without a credential. */
  public FailedCall(String operation, Route route, int attempts) {
    this(operation, route, attempts, UnaryOperator.identity());
  }

  /** Compares what was tried; two masks of the same credential need not be equal. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FailedCall that
        && that.operation.equals(operation)
        && that.route.equals(route)
        && that.attempts == attempts;
  }

  @Override
  public int hashCode() {
    return Objects.hash(operation, route, attempts);
  }

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
