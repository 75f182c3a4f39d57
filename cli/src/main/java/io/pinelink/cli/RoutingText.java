package io.pinelink.cli;

import io.pinelink.routing.RoutePolicy;
import java.time.Duration;
import java.util.Locale;

/** A route policy as written on the command line, such as {@code private-required}. */
enum RoutingText {
  AS_GIVEN,
  PUBLIC_ONLY,
  PRIVATE_REQUIRED,
  PRIVATE_PREFERRED;

  /**
   * The policy.
   *
   * @param timeout how long to wait for a private form that is preferred
   */
  RoutePolicy policy(Duration timeout) {
    return switch (this) {
      case AS_GIVEN -> RoutePolicy.asGiven();
      case PUBLIC_ONLY -> RoutePolicy.publicOnly();
      case PRIVATE_REQUIRED -> RoutePolicy.privateRequired();
      case PRIVATE_PREFERRED -> RoutePolicy.privatePreferred(timeout);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
