package io.pinelink.springboot;

import io.pinelink.ClientBuilder;
import io.pinelink.Pinelink;
import io.pinelink.model.Protocol;
import io.pinelink.network.ConnectionLifetime;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.HostBook;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.springboot.PinelinkProperties.Lifetime;
import io.pinelink.springboot.PinelinkProperties.Retries;
import java.time.Duration;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/**
 * Applies the properties of calls and of their connections, apart from where they lead, and the
 * listeners.
 */
record ClientSettings(PinelinkProperties properties, ClientListeners listeners) {
  void apply(Pinelink.Builder builder) {
    applyToAny(builder);
    Setters.apply(
        "private-probe-timeout", properties.privateProbeTimeout(), timeout -> checkPolicyProbes());
    Setters.apply(
        properties.privateProbeTimeout() == null ? "route-policy" : "private-probe-timeout",
        properties.routePolicy(),
        choice -> builder.routePolicy(routePolicy(choice)));
    Setters.apply(
        "host-book", properties.hostBook(), file -> builder.hostBook(HostBook.load(file)));
    Setters.apply(
        "max-response-size",
        properties.maxResponseSize(),
        size -> builder.maxResponseBytes(bytes(size)));
    Setters.apply(
        "max-grpc-connections", properties.maxGrpcConnections(), builder::maxGrpcConnections);
    Setters.apply("http-version", properties.httpVersion(), builder::httpVersion);
    if (!properties.protocols().isEmpty()) {
      builder.protocols(properties.protocols().toArray(Protocol[]::new));
    }
  }

  /** Applies the properties and listeners that a client of the admin API has too. */
  void applyToAny(ClientBuilder<?> builder) {
    Setters.apply("api-version", properties.apiVersion(), builder::apiVersion);
    Setters.apply(
        "connection-lifetime", properties.connectionLifetime(), l -> lifetime(l, builder));
    Setters.apply("retry", properties.retry(), retry -> builder.retryOptions(retryOptions(retry)));
    Setters.apply("timeout", properties.timeout(), builder::timeout);
    Setters.apply("connect-timeout", properties.connectTimeout(), builder::connectTimeout);
    Setters.apply("source-tag", properties.sourceTag(), builder::sourceTag);
    for (Map.Entry<String, String> header : properties.headers().entrySet()) {
      Setters.apply(
          "headers." + header.getKey(), header, h -> builder.header(h.getKey(), h.getValue()));
    }
    listeners.addTo(builder);
  }

  private void checkPolicyProbes() {
    if (properties.routePolicy() != RoutePolicy.Choice.PRIVATE_PREFERRED) {
      throw new IllegalArgumentException(
          "it has an effect only with route-policy private-preferred");
    }
  }

  private RoutePolicy routePolicy(RoutePolicy.Choice choice) {
    Duration timeout = properties.privateProbeTimeout();
    return switch (choice) {
      case AS_GIVEN -> RoutePolicy.asGiven();
      case PUBLIC_ONLY -> RoutePolicy.publicOnly();
      case PRIVATE_REQUIRED -> RoutePolicy.privateRequired();
      case PRIVATE_PREFERRED ->
          timeout == null ? RoutePolicy.privatePreferred() : RoutePolicy.privatePreferred(timeout);
    };
  }

  private static void lifetime(Lifetime lifetime, ClientBuilder<?> builder) {
    if (lifetime.idle() == null) {
      if (lifetime.keepAlive() != null || lifetime.refresh() != null) {
        throw new IllegalArgumentException("idle is missing, expected a duration");
      }
      return;
    }
    ConnectionLifetime.Builder settings = ConnectionLifetime.builder(lifetime.idle());
    if (lifetime.keepAlive() != null) {
      settings.keepAlive(lifetime.keepAlive());
    }
    if (lifetime.refresh() != null) {
      settings.refresh(lifetime.refresh());
    }
    builder.connectionLifetime(settings.build());
  }

  private RetryOptions retryOptions(Retries retry) {
    RetryOptions defaults = RetryOptions.defaults();
    RetryOptions.Builder builder = defaults.toBuilder();
    if (retry.maxAttempts() != null) {
      builder.maxAttempts(retry.maxAttempts());
    }
    builder.backoff(
        retry.firstBackoff() == null ? defaults.firstBackoff() : retry.firstBackoff(),
        retry.maxBackoff() == null ? defaults.maxBackoff() : retry.maxBackoff());
    if (retry.attemptTimeout() != null) {
      builder.attemptTimeout(retry.attemptTimeout());
    }
    builder.budget(
        retry.budgetTokens() == null ? defaults.budgetTokens() : retry.budgetTokens(),
        retry.tokensPerSuccess() == null ? defaults.tokensPerSuccess() : retry.tokensPerSuccess());
    return builder.build();
  }

  private static int bytes(DataSize size) {
    if (size.toBytes() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("size is " + size + ", expected less than 2 GB");
    }
    return (int) size.toBytes();
  }
}
