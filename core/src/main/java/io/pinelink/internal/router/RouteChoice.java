package io.pinelink.internal.router;

import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Router} made of a host: one route, or two where the network has to tell which.
 *
 * @param first the route that is taken, or that must show that it works
 * @param otherwise the route that is taken where {@code first} does not work; null if there is no
 *     choice
 */
public record RouteChoice(Route first, @Nullable Route otherwise) {
  /** The first route, since it works. */
  public Route works(String how, Instant at) {
    return found(first, policy() + "; " + first.host() + " " + how, at);
  }

  /** The other route, since the first does not work. */
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
        new Route.Decision(route.policy(), route.source(), reason, Optional.of(at)));
  }
}
