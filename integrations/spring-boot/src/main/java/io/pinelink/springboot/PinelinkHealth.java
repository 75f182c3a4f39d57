package io.pinelink.springboot;

import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.springboot.PinelinkProperties.HealthCheck;
import io.pinelink.watch.RouteHealth;
import io.pinelink.watch.RouteWatch;
import io.pinelink.watch.WatchedHost;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The health of the client, for the indicator of either line of Spring Boot. It reports the routes
 * of the indexes and of the watch, and sends at most one small call, to an index that is already
 * open: opening one may need the control plane, which is public.
 */
class PinelinkHealth {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Set<RoutePolicy.Choice> PRIVATE =
      EnumSet.of(RoutePolicy.Choice.PRIVATE_REQUIRED, RoutePolicy.Choice.PRIVATE_PREFERRED);

  private final ConfiguredIndexes indexes;
  private final HealthCheck check;
  private final @Nullable RouteWatch watch;

  /**
   * @param watch the checks of routes; null if there are none
   */
  PinelinkHealth(ConfiguredIndexes indexes, HealthCheck check, @Nullable RouteWatch watch) {
    this.indexes = indexes;
    this.check = check;
    this.watch = watch;
  }

  /**
   * The result of a check.
   *
   * @param details the route of each index
   * @param watched the state of each watched host
   * @param failure the reason why the client is down; null if it is up
   */
  record Result(
      Map<String, Object> details, Map<String, Object> watched, @Nullable Exception failure) {}

  Result check() {
    Map<String, Object> watched = new LinkedHashMap<>();
    Exception failure = null;
    for (WatchedHost host : watch == null ? List.<WatchedHost>of() : watch.hosts()) {
      RouteHealth health = host.health().orElse(null);
      watched.put(host.host(), health == null ? "not checked yet" : JsonWord.of(health));
      if (health == RouteHealth.DOWN && failure == null) {
        failure = new IllegalStateException("data cannot flow to " + host.host());
      }
    }
    Result called = call();
    return new Result(
        called.details(), watched, called.failure() == null ? failure : called.failure());
  }

  private Result call() {
    Map<String, Object> details = new LinkedHashMap<>();
    indexes.declared().keySet().forEach(key -> details.put(key, description(key)));
    String index = check.index();
    if (index != null && indexes.route(index).filter(PinelinkHealth::mayBeCalled).isPresent()) {
      try {
        indexes.stats(index, check.timeout() == null ? TIMEOUT : check.timeout());
      } catch (RuntimeException e) {
        return new Result(details, Map.of(), e);
      }
    }
    return new Result(details, Map.of(), null);
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
