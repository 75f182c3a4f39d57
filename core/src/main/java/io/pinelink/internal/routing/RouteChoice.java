package io.pinelink.internal.routing;

import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The decision of a {@link Router} for a host: one route, or two if a probe must select one.
 *
 * @param first the route to use, or the one to probe
 * @param otherwise the route to use if {@code first} does not work; null if there is no alternative
 */
public record RouteChoice(Route first, @Nullable Route otherwise) {
  /** Returns the first route, after a successful probe. */
  public Route works(String how, Instant at) {
    return found(first, policy() + "; " + first.host() + " " + how, at);
  }

  /** Returns the other route, after a failed probe of the first. */
  public Route fails(String why, Instant at) {
    if (otherwise == null) {
      throw new IllegalStateException("there is no other route than " + first);
    }
    return found(
        otherwise, policy() + "; public, since " + first.host() + " did not answer: " + why, at);
  }

  private RoutePolicy policy() {
    return first.policy().orElseThrow();
  }

  private static Route found(Route route, String reason, Instant at) {
    return new Route(
        route.host(),
        route.port(),
        route.kind(),
        route.plaintext(),
        route.dial(),
        route.dialOptions(),
        route.privateZone(),
        new Route.Decision(route.policy(), route.source(), reason, Optional.of(at)),
        route.label());
  }
}
