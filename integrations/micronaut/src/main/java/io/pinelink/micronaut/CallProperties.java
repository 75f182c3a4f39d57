package io.pinelink.micronaut;

import io.pinelink.Pinelink;
import io.pinelink.model.Protocol;
import io.pinelink.network.ConnectionLifetime;
import io.pinelink.network.HttpVersion;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.RoutePolicy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Applies the properties of calls and of their connections, apart from where they lead. */
record CallProperties(PropertyReader properties) {
  void apply(Pinelink.Builder builder) {
    policy(builder);
    properties.apply("api-version", text -> text, builder::apiVersion);
    properties.apply("timeout", PropertyValues::duration, builder::timeout);
    properties.apply("connect-timeout", PropertyValues::duration, builder::connectTimeout);
    lifetime(builder);
    retries(builder);
    properties.apply("source-tag", text -> text, builder::sourceTag);
    properties
        .members("headers")
        .forEach(
            (name, value) ->
                PropertyReader.check("headers." + name, () -> builder.header(name, value)));
    properties.apply("max-response-size", PropertyValues::bytes, builder::maxResponseBytes);
    properties.apply("max-grpc-connections", PropertyValues::integer, builder::maxGrpcConnections);
    properties.apply("http-version", PropertyValues.word(HttpVersion.class), builder::httpVersion);
    PropertyReader.check("protocols", () -> protocols(builder));
  }

  private void policy(Pinelink.Builder builder) {
    RoutePolicy.@Nullable Choice choice = policy();
    Duration timeout = properties.get("private-probe-timeout", PropertyValues::duration);
    if (timeout != null && choice != RoutePolicy.Choice.PRIVATE_PREFERRED) {
      throw PropertyReader.invalid(
          "private-probe-timeout",
          "it has an effect only with route-policy private-preferred",
          null);
    }
    if (choice != null) {
      PropertyReader.check(
          timeout == null ? "route-policy" : "private-probe-timeout",
          () -> builder.routePolicy(policy(choice, timeout)));
    }
  }

  /** Returns the policy; null if it is not set. */
  RoutePolicy.@Nullable Choice policy() {
    return properties.get("route-policy", PropertyValues.word(RoutePolicy.Choice.class));
  }

  private static RoutePolicy policy(RoutePolicy.Choice choice, @Nullable Duration timeout) {
    return switch (choice) {
      case AS_GIVEN -> RoutePolicy.asGiven();
      case PUBLIC_ONLY -> RoutePolicy.publicOnly();
      case PRIVATE_REQUIRED -> RoutePolicy.privateRequired();
      case PRIVATE_PREFERRED ->
          timeout == null ? RoutePolicy.privatePreferred() : RoutePolicy.privatePreferred(timeout);
    };
  }

  private void lifetime(Pinelink.Builder builder) {
    Duration idle = properties.get("connection-lifetime.idle", PropertyValues::duration);
    Duration keepAlive = properties.get("connection-lifetime.keep-alive", PropertyValues::duration);
    Duration refresh = properties.get("connection-lifetime.refresh", PropertyValues::duration);
    if (idle == null && (keepAlive != null || refresh != null)) {
      throw PropertyReader.invalid(
          "connection-lifetime.idle", "it is missing, expected a duration", null);
    }
    if (idle == null) {
      return;
    }
    PropertyReader.check(
        "connection-lifetime",
        () -> {
          ConnectionLifetime.Builder lifetime = ConnectionLifetime.builder(idle);
          if (keepAlive != null) {
            lifetime.keepAlive(keepAlive);
          }
          if (refresh != null) {
            lifetime.refresh(refresh);
          }
          builder.connectionLifetime(lifetime.build());
        });
  }

  private void retries(Pinelink.Builder builder) {
    RetryOptions defaults = RetryOptions.defaults();
    RetryOptions.Builder retry = defaults.toBuilder();
    properties.apply("retry.max-attempts", PropertyValues::integer, retry::maxAttempts);
    properties.apply("retry.attempt-timeout", PropertyValues::duration, retry::attemptTimeout);
    Duration first = properties.get("retry.first-backoff", PropertyValues::duration);
    Duration max = properties.get("retry.max-backoff", PropertyValues::duration);
    Integer tokens = properties.get("retry.budget-tokens", PropertyValues::integer);
    Double perSuccess = properties.get("retry.tokens-per-success", PropertyValues::decimal);
    PropertyReader.check(
        "retry",
        () -> {
          retry.backoff(
              first == null ? defaults.firstBackoff() : first,
              max == null ? defaults.maxBackoff() : max);
          retry.budget(
              tokens == null ? defaults.budgetTokens() : tokens,
              perSuccess == null ? defaults.tokensPerSuccess() : perSuccess);
          builder.retryOptions(retry.build());
        });
  }

  private void protocols(Pinelink.Builder builder) {
    List<String> words = properties.texts("protocols");
    if (!words.isEmpty()) {
      builder.protocols(
          words.stream().map(PropertyValues.word(Protocol.class)).toArray(Protocol[]::new));
    }
  }
}
