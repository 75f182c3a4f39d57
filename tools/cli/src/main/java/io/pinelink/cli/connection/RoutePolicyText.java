package io.pinelink.cli.connection;

import io.pinelink.routing.RoutePolicy;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A route policy as written on the command line, such as {@code private-required}. */
public enum RoutePolicyText {
  AS_GIVEN,
  PUBLIC_ONLY,
  PRIVATE_REQUIRED,
  PRIVATE_PREFERRED;

  /**
   * Returns the policy.
   *
   * @param timeout how long {@code private-preferred} waits for the private form; null for the
   *     default
   */
  public RoutePolicy policy(@Nullable Duration timeout) {
    return switch (this) {
      case AS_GIVEN -> RoutePolicy.asGiven();
      case PUBLIC_ONLY -> RoutePolicy.publicOnly();
      case PRIVATE_REQUIRED -> RoutePolicy.privateRequired();
      case PRIVATE_PREFERRED ->
          timeout == null ? RoutePolicy.privatePreferred() : RoutePolicy.privatePreferred(timeout);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
