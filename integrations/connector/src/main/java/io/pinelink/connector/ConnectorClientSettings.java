package io.pinelink.connector;

import io.pinelink.Pinelink;
import io.pinelink.model.Protocol;
import io.pinelink.network.ConnectionLifetime;
import io.pinelink.network.HttpVersion;
import io.pinelink.retry.RetryOptions;
import java.util.List;

/** Applies the options of the client: access, protocols, timeouts, limits, routes and retries. */
final class ConnectorClientSettings {
  private ConnectorClientSettings() {}

  static void apply(OptionValues values, Pinelink.Builder client) {
    connection(values, client);
    RouteSettings.apply(values, client);
    ConnectorTlsSettings.apply(values.under("tls."), client::tls);
    ConnectorTlsSettings.apply(values.under("control.plane.tls."), client::controlPlaneTls);
    ConnectorProxySettings.apply(values.under("proxy."), client::proxy);
    ConnectorProxySettings.apply(values.under("control.plane.proxy."), client::controlPlaneProxy);
    retries(values, client);
  }

  private static void connection(OptionValues values, Pinelink.Builder client) {
    values.setText(ConnectorOptions.API_KEY, client::apiKey);
    values.set(ConnectorOptions.CONTROL_PLANE, o -> client.controlPlane(values.text(o)));
    values.set(ConnectorOptions.PROTOCOLS, o -> client.protocols(protocols(values.list(o))));
    client.httpVersion(values.constant(HttpVersion.class, "http.version"));
    client.maxGrpcConnections(values.integer("grpc.max.connections"));
    client.connectTimeout(values.millis("connect.timeout.ms"));
    client.timeout(values.millis("call.timeout.ms"));
    if (values.number("connection.idle.ms") > 0) {
      values.set(
          "connection.idle.ms",
          o ->
              client.connectionLifetime(
                  ConnectionLifetime.builder(values.millis(o))
                      .refresh(values.millis("connection.refresh.ms"))
                      .build()));
    }
    client.maxResponseBytes(values.integer("response.max.bytes"));
    values.setText("source.tag", client::sourceTag);
  }

  private static Protocol[] protocols(List<String> names) {
    return names.stream()
        .map(
            name ->
                switch (name) {
                  case "grpc" -> Protocol.GRPC;
                  case "rest" -> Protocol.REST;
                  default ->
                      throw new IllegalArgumentException("'" + name + "', expected grpc or rest");
                })
        .toArray(Protocol[]::new);
  }

  /** Sets the retries of calls outside the bulk engine. */
  private static void retries(OptionValues values, Pinelink.Builder client) {
    RetryOptions.Builder retries = RetryOptions.builder();
    retries.maxAttempts(values.integer("retry.max.attempts"));
    values.set(
        "retry.backoff.max.ms",
        o -> retries.backoff(values.millis("retry.backoff.ms"), values.millis(o)));
    if (values.number("retry.attempt.timeout.ms") > 0) {
      retries.attemptTimeout(values.millis("retry.attempt.timeout.ms"));
    }
    client.retryOptions(retries.build());
  }
}
