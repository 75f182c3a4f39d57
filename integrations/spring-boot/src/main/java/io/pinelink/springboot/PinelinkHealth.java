package io.pinelink.springboot;

import io.pinelink.doctor.watch.RouteHealth;
import io.pinelink.doctor.watch.RouteWatch;
import io.pinelink.doctor.watch.WatchedHost;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.routing.Verdict;
import io.pinelink.springboot.PinelinkProperties.HealthCheck;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The health of the client, for the indicator of either line of Spring Boot. It reports the routes
 * of the indexes and of the watch, and probes at most one index that is already open: opening one
 * may need the control plane, which is public.
 */
class PinelinkHealth {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** How long an answered read counts, because each costs a read unit. */
  private static final Duration READ = Duration.ofMinutes(1);

  private static final Set<RoutePolicy.Choice> PRIVATE =
      EnumSet.of(RoutePolicy.Choice.PRIVATE_REQUIRED, RoutePolicy.Choice.PRIVATE_PREFERRED);

  private final ConfiguredIndexes indexes;
  private final HealthCheck check;
  private final @Nullable RouteWatch watch;
  private final LongSupplier nanoTime;

  /** When a read was answered last; null if none was, or a call has failed since. */
  private volatile @Nullable Long read;

  PinelinkHealth(ConfiguredIndexes indexes, HealthCheck check, @Nullable RouteWatch watch) {
    this(indexes, check, watch, System::nanoTime);
  }

  /**
   * @param watch the checks of routes; null if there are none
   */
  PinelinkHealth(
      ConfiguredIndexes indexes,
      HealthCheck check,
      @Nullable RouteWatch watch,
      LongSupplier nanoTime) {
    this.indexes = indexes;
    this.check = check;
    this.watch = watch;
    this.nanoTime = nanoTime;
  }

  /**
   * The result of a check.
   *
   * @param details the route of each index
   * @param watched the state of each watched host
   * @param verdict what the service answered to calls to the index; null if none was sent
   * @param failure the reason why the client is down; null if it is up
   */
  record Result(
      Map<String, Object> details,
      Map<String, Object> watched,
      @Nullable Verdict verdict,
      @Nullable Exception failure) {
    /** Returns what the indicator shows, by name. */
    Map<String, Object> shown() {
      Map<String, Object> shown = new LinkedHashMap<>();
      shown.put("indexes", details);
      if (!watched.isEmpty()) {
        shown.put("watch", watched);
      }
      if (verdict != null) {
        shown.put("verdict", JsonWord.of(verdict));
      }
      return shown;
    }
  }

  Result check() {
    Map<String, Object> watched = new LinkedHashMap<>();
    Exception failure = null;
    for (WatchedHost host : watch == null ? List.<WatchedHost>of() : watch.hosts()) {
      RouteHealth health = host.health().orElse(null);
      watched.put(host.host(), health == null ? "not checked yet" : JsonWord.of(health));
      if (health == RouteHealth.DOWN && failure == null) {
        failure = new IllegalStateException("data cannot flow to " + host.host() + reason(host));
      }
    }
    Result called = call();
    return new Result(
        called.details(),
        watched,
        called.verdict(),
        called.failure() == null ? failure : called.failure());
  }

  private static String reason(WatchedHost host) {
    return host.diagnosis()
        .map(diagnosis -> ": the service answered " + JsonWord.of(diagnosis.verdict()))
        .filter(reason -> host.diagnosis().filter(d -> d.verdict().provesRoute()).isPresent())
        .orElse("");
  }

  private Result call() {
    Map<String, Object> details = new LinkedHashMap<>();
    indexes.declared().keySet().forEach(key -> details.put(key, description(key)));
    String index = check.index();
    if (index != null && indexes.route(index).filter(PinelinkHealth::mayBeCalled).isPresent()) {
      try {
        Duration timeout = check.timeout() == null ? TIMEOUT : check.timeout();
        return new Result(details, Map.of(), verdict(index, timeout).orElse(null), null);
      } catch (PinelinkException e) {
        return new Result(details, Map.of(), e.verdict(), e);
      } catch (RuntimeException e) {
        return new Result(details, Map.of(), null, e);
      }
    }
    return new Result(details, Map.of(), null, null);
  }

  private Optional<Verdict> verdict(String index, Duration timeout) {
    Long before = read;
    if (before != null && nanoTime.getAsLong() - before < READ.toNanos()) {
      try {
        return indexes.stats(index, timeout).map(stats -> Verdict.ANSWERED);
      } catch (ServiceException e) {
        // The probe shows whether this is about the statistics only.
      }
    }
    read = null;
    long now = nanoTime.getAsLong();
    Optional<Verdict> verdict = indexes.probe(index, timeout);
    if (verdict.filter(Verdict.ANSWERED::equals).isPresent()) {
      read = now;
    }
    return verdict;
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
