package io.pinelink.internal.response;

import io.pinelink.routing.Route;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The operation, route and attempts of a failed call.
 *
 * @param operation the operation's name, such as {@code query}
 * @param route the route of the call
 * @param attempts the number of attempts, at least 1
 * @param mask removes the call's credential from a text, such as a credential that a server echoed;
 *     an exception applies it to all of its text
 */
public record FailedCall(String operation, Route route, int attempts, UnaryOperator<String> mask) {
  /** Checks that no part is null. */
  public FailedCall {
    Objects.requireNonNull(operation, "operation is null");
    Objects.requireNonNull(route, "route is null");
    Objects.requireNonNull(mask, "mask is null");
  }

  /** Creates a failed call without a credential. */
  public FailedCall(String operation, Route route, int attempts) {
    this(operation, route, attempts, UnaryOperator.identity());
  }

  /**
   * Compares operation, route and attempts. Masks are not compared: two masks of the same
   * credential may differ.
   */
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

  /** Returns the operation, the host, the description of the route and the number of attempts. */
  @Override
  public String toString() {
    String on = operation + " on " + route.authority() + " (" + route.description() + ")";
    return attempts > 1 ? on + " after " + attempts + " attempts" : on;
  }
}
