package io.pinelink.quarkus.internal;

import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.quarkus.PinelinkConfig;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.routing.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * The health of the client: the routes of the open indexes. It sends nothing unless a property
 * names an index, and probes that index only if it is open.
 */
@Readiness
@ApplicationScoped
public class PinelinkReadiness implements HealthCheck {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** How long an answered read counts, because each costs a read unit. */
  private static final Duration READ = Duration.ofMinutes(1);

  private static final Set<RoutePolicy.Choice> PRIVATE =
      Set.of(RoutePolicy.Choice.PRIVATE_REQUIRED, RoutePolicy.Choice.PRIVATE_PREFERRED);

  private final OpenIndexes indexes;
  private final PinelinkConfig config;

  /** When a read was answered last; null if none was, or a call has failed since. */
  private volatile @Nullable Long read;

  /** Called by the container. */
  public PinelinkReadiness(OpenIndexes indexes, PinelinkConfig config) {
    this.indexes = indexes;
    this.config = config;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("Pinelink").up();
    indexes
        .open()
        .forEach((key, index) -> response.withData(key, description(index.route().get())));
    config
        .health()
        .index()
        .map(indexes.open()::get)
        .filter(index -> mayBeCalled(index.route().get()))
        .ifPresent(index -> call(index, response));
    return response.build();
  }

  private void call(OpenIndexes.Opened index, HealthCheckResponseBuilder response) {
    try {
      Verdict verdict = verdict(index, config.health().timeout().orElse(TIMEOUT));
      response.withData("verdict", word(verdict));
    } catch (PinelinkException e) {
      response.down().withData("verdict", word(e.verdict())).withData("error", e.getMessage());
    }
  }

  private Verdict verdict(OpenIndexes.Opened index, Duration timeout) {
    Long before = read;
    if (before != null && System.nanoTime() - before < READ.toNanos()) {
      try {
        index.stats().accept(timeout);
        return Verdict.ANSWERED;
      } catch (ServiceException e) {
        // The probe shows whether this is about the statistics only.
      }
    }
    read = null;
    long now = System.nanoTime();
    Verdict verdict = index.probe().apply(timeout);
    if (verdict == Verdict.ANSWERED) {
      read = now;
    }
    return verdict;
  }

  private static String description(Route route) {
    return "%s (%s, %s)".formatted(route.host(), word(route.kind()), word(route.source()));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Under a private policy, a check does not use the public route. */
  private static boolean mayBeCalled(Route route) {
    return route.kind() != Route.Kind.PUBLIC
        || route.policy().filter(policy -> PRIVATE.contains(policy.choice())).isEmpty();
  }
}
