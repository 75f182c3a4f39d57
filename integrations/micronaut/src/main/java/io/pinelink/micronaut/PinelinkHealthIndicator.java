package io.pinelink.micronaut;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.AsyncSingleResultPublisher;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.scheduling.TaskExecutors;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.model.IndexStats;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.routing.Verdict;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Reports the routes of the indexes, and calls at most one index that is already open: opening one
 * may need the control plane, which is public.
 */
@Singleton
@Requires(classes = HealthIndicator.class, beans = HealthEndpoint.class)
@Requires(property = HealthEndpoint.PREFIX + ".pinelink.enabled", notEquals = "false")
@Requires(property = "pinelink.enabled", notEquals = "false")
final class PinelinkHealthIndicator implements HealthIndicator {
  /** How long an answered read counts, because each costs a read unit. */
  private static final long READ = Duration.ofMinutes(1).toNanos();

  private static final Set<RoutePolicy.Choice> PRIVATE =
      EnumSet.of(RoutePolicy.Choice.PRIVATE_REQUIRED, RoutePolicy.Choice.PRIVATE_PREFERRED);

  private final IndexBeans indexes;
  private final HealthCall check;
  private final ExecutorService executor;

  /** When a read was answered last; null if none was, or a call has failed since. */
  private volatile @Nullable Long read;

  PinelinkHealthIndicator(
      IndexBeans indexes,
      HealthCall check,
      @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
    this.indexes = indexes;
    this.check = check;
    this.executor = executor;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return new AsyncSingleResultPublisher<>(executor, this::result);
  }

  private HealthResult result() {
    Map<String, Object> shown = new LinkedHashMap<>();
    Map<String, Object> routes = new LinkedHashMap<>();
    indexes.declared().forEach(index -> routes.put(index.key(), route(index.key())));
    shown.put("indexes", routes);
    HealthResult.Builder result = HealthResult.builder("pinelink").details(shown);
    try {
      Verdict verdict = call();
      if (verdict != null) {
        shown.put("verdict", PropertyValues.word(verdict));
      }
      return result.status(HealthStatus.UP).build();
    } catch (PinelinkException e) {
      shown.put("verdict", PropertyValues.word(e.verdict()));
      shown.put("error", String.valueOf(e.getMessage()));
      return result.status(HealthStatus.DOWN).build();
    }
  }

  private Object route(String key) {
    IndexBeans.Opened index = indexes.opened(key);
    if (index == null) {
      return "not open yet";
    }
    Route route = index.route().get();
    Map<String, Object> shown = new TreeMap<>();
    shown.put("host", route.host());
    shown.put("kind", PropertyValues.word(route.kind()));
    shown.put("dial", route.dial().stream().map(Object::toString).toList());
    shown.put("source", PropertyValues.word(route.source()));
    shown.put("reason", route.reason());
    return shown;
  }

  /** Calls the index of the health check; null if there is none that may be called. */
  private @Nullable Verdict call() {
    IndexBeans.Opened index = check.index() == null ? null : indexes.opened(check.index());
    if (index == null || !mayBeCalled(index.route().get())) {
      return null;
    }
    Long before = read;
    if (before != null && System.nanoTime() - before < READ) {
      try {
        IndexStats unused = index.stats().apply(check.timeout());
        return Verdict.ANSWERED;
      } catch (ServiceException e) {
        // The probe shows whether this is about the statistics only.
      }
    }
    read = null;
    long now = System.nanoTime();
    Verdict verdict = index.probe().apply(check.timeout());
    if (verdict == Verdict.ANSWERED) {
      read = now;
    }
    return verdict;
  }

  /** Under a private policy, a check does not use the public route. */
  private static boolean mayBeCalled(Route route) {
    return route.kind() != Route.Kind.PUBLIC
        || route.policy().filter(policy -> PRIVATE.contains(policy.choice())).isEmpty();
  }
}
