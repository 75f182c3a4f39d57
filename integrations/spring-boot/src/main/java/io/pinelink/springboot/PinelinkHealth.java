package io.pinelink.springboot;

import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.springboot.PinelinkProperties.HealthCheck;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The health of the client, for the indicator of either line of Spring Boot. It reports the routes
 * of the indexes, and sends at most one small call, to an index that is already open: opening one
 * may need the control plane, which is public.
 */
class PinelinkHealth {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Set<RoutePolicy.Choice> PRIVATE =
      EnumSet.of(RoutePolicy.Choice.PRIVATE_REQUIRED, RoutePolicy.Choice.PRIVATE_PREFERRED);

  private final ConfiguredIndexes indexes;
  private final HealthCheck check;

  PinelinkHealth(ConfiguredIndexes indexes, HealthCheck check) {
    this.indexes = indexes;
    this.check = check;
  }

  /**
   * The result of a check.
   *
   * @param failure the failure of the call; null if the client is up
   */
  record Result(Map<String, Object> details, @Nullable Exception failure) {}

  Result check() {
    Map<String, Object> details = new LinkedHashMap<>();
    indexes.declared().keySet().forEach(key -> details.put(key, description(key)));
    String index = check.index();
    if (index != null && indexes.route(index).filter(PinelinkHealth::mayBeCalled).isPresent()) {
      try {
        indexes.stats(index, check.timeout() == null ? TIMEOUT : check.timeout());
      } catch (RuntimeException e) {
        return new Result(details, e);
      }
    }
    return new Result(details, null);
  }

  private Object description(String key) {
    Optional<Route> route = indexes.route(key);
    return route.isEmpty() ? "not open yet" : RouteDescription.of(route.get());
  }

  /** Under a private policy, a check does not use the public route. */
  private static boolean mayBeCalled(Route route) {
    return route.kind() != Route.Kind.PUBLIC
        || route.policy().filter(policy -> PRIVATE.contains(policy.choice())).isEmpty();
  }
}
