package io.pinelink.quarkus.internal;

import static io.pinelink.quarkus.internal.ConfigMistake.check;
import static io.pinelink.quarkus.internal.ConfigMistake.set;

import io.pinelink.Pinelink;
import io.pinelink.model.Protocol;
import io.pinelink.network.ConnectionLifetime;
import io.pinelink.quarkus.PinelinkConfig;
import io.pinelink.quarkus.PinelinkConfig.Lifetime;
import io.pinelink.quarkus.PinelinkConfig.Retries;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.HostBook;
import io.pinelink.routing.RoutePolicy;
import io.quarkus.runtime.configuration.MemorySize;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Applies the properties of calls and of their connections, apart from where they lead. */
record ClientOptions(PinelinkConfig config) {
  void apply(Pinelink.Builder builder) {
    set("api-version", config.apiVersion(), builder::apiVersion);
    if (config.privateProbeTimeout().isPresent() && !isPrivatePreferred()) {
      throw ConfigMistake.of(
          "private-probe-timeout",
          "it has an effect only with route-policy private-preferred",
          null);
    }
    set(
        config.privateProbeTimeout().isPresent() ? "private-probe-timeout" : "route-policy",
        config.routePolicy(),
        choice -> builder.routePolicy(policy(choice)));
    set("host-book", config.hostBook(), file -> builder.hostBook(HostBook.load(file)));
    check("connection-lifetime", () -> lifetime(config.connectionLifetime(), builder));
    check("retry", () -> builder.retryOptions(retries(config.retry())));
    set("timeout", config.timeout(), builder::timeout);
    set("connect-timeout", config.connectTimeout(), builder::connectTimeout);
    set("source-tag", config.sourceTag(), builder::sourceTag);
    config
        .headers()
        .forEach((name, value) -> check("headers." + name, () -> builder.header(name, value)));
    set("max-response-size", config.maxResponseSize(), s -> builder.maxResponseBytes(bytes(s)));
    set("max-grpc-connections", config.maxGrpcConnections(), builder::maxGrpcConnections);
    set("http-version", config.httpVersion(), builder::httpVersion);
    set("protocols", config.protocols(), all -> builder.protocols(all.toArray(Protocol[]::new)));
  }

  private boolean isPrivatePreferred() {
    return config.routePolicy().equals(Optional.of(RoutePolicy.Choice.PRIVATE_PREFERRED));
  }

  private RoutePolicy policy(RoutePolicy.Choice choice) {
    return switch (choice) {
      case AS_GIVEN -> RoutePolicy.asGiven();
      case PUBLIC_ONLY -> RoutePolicy.publicOnly();
      case PRIVATE_REQUIRED -> RoutePolicy.privateRequired();
      case PRIVATE_PREFERRED ->
          config
              .privateProbeTimeout()
              .map(RoutePolicy::privatePreferred)
              .orElseGet(RoutePolicy::privatePreferred);
    };
  }

  private static void lifetime(Lifetime lifetime, Pinelink.Builder builder) {
    Optional<Duration> idle = lifetime.idle();
    if (idle.isEmpty() && (lifetime.keepAlive().isPresent() || lifetime.refresh().isPresent())) {
      throw new IllegalArgumentException("idle is missing, expected a duration");
    }
    idle.ifPresent(
        time -> {
          ConnectionLifetime.Builder settings = ConnectionLifetime.builder(time);
          lifetime.keepAlive().ifPresent(settings::keepAlive);
          lifetime.refresh().ifPresent(settings::refresh);
          builder.connectionLifetime(settings.build());
        });
  }

  private static RetryOptions retries(Retries retry) {
    RetryOptions defaults = RetryOptions.defaults();
    RetryOptions.Builder builder = defaults.toBuilder();
    retry.maxAttempts().ifPresent(builder::maxAttempts);
    builder.backoff(
        retry.firstBackoff().orElse(defaults.firstBackoff()),
        retry.maxBackoff().orElse(defaults.maxBackoff()));
    retry.attemptTimeout().ifPresent(builder::attemptTimeout);
    return builder
        .budget(
            retry.budgetTokens().orElse(defaults.budgetTokens()),
            retry.tokensPerSuccess().orElse(defaults.tokensPerSuccess()))
        .build();
  }

  private static int bytes(MemorySize size) {
    return size.asBigInteger().intValueExact();
  }

  /** Returns the elements of an optional list. */
  static List<String> elements(Optional<List<String>> list) {
    return list.orElse(List.of());
  }
}
