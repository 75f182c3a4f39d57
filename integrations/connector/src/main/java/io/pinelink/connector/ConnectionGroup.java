package io.pinelink.connector;

import static io.pinelink.connector.ConnectorOption.Importance.HIGH;
import static io.pinelink.connector.ConnectorOption.Importance.LOW;

import io.pinelink.Pinelink;
import io.pinelink.model.Protocol;
import io.pinelink.network.ConnectionLifetime;
import io.pinelink.network.HttpVersion;
import java.util.List;

/** Access to the service, protocols, timeouts and limits. */
final class ConnectionGroup implements ClientGroup {
  static final String API_KEY = "api.key";
  static final String CONTROL_PLANE = "control.plane";

  static final String PROTOCOLS = "protocols";
  private static final String HTTP_VERSION = "http.version";
  private static final String GRPC_CONNECTIONS = "grpc.max.connections";
  private static final String CONNECT_TIMEOUT = "connect.timeout.ms";
  private static final String CALL_TIMEOUT = "call.timeout.ms";
  private static final String IDLE = "connection.idle.ms";
  private static final String REFRESH = "connection.refresh.ms";
  private static final String RESPONSE_BYTES = "response.max.bytes";
  private static final String SOURCE_TAG = "source.tag";

  @Override
  public List<ConnectorOption> options() {
    return new OptionDefinitions("Connection")
        .secret(
            API_KEY,
            HIGH,
            "API key of the project. Take it from the engine's store of secrets. Default: the"
                + " environment variable PINECONE_API_KEY of the process that runs the task.")
        .text(CONTROL_PLANE, LOW, "api.pinecone.io", "Host of the control plane.")
        .list(
            PROTOCOLS,
            LOW,
            "grpc,rest",
            "Protocols to use, `grpc` and `rest`, the preferred one first.")
        .choice(
            HTTP_VERSION,
            LOW,
            OptionDefinitions.names(HttpVersion.values()),
            "HTTP version of calls over REST.")
        .number(
            GRPC_CONNECTIONS,
            LOW,
            4,
            1,
            Integer.MAX_VALUE,
            "Maximum number of gRPC connections to one host.")
        .millis(CONNECT_TIMEOUT, LOW, 10_000, "Timeout for connecting to one address.")
        .millis(CALL_TIMEOUT, LOW, 30_000, "Timeout of a call.")
        .millis(
            IDLE,
            LOW,
            0,
            "How long a connection without calls is kept. 0: a time that fits the network.")
        .millis(
            REFRESH,
            LOW,
            60_000,
            "How often the name of a connection in use is resolved again, with connection.idle.ms.")
        .number(
            RESPONSE_BYTES,
            LOW,
            64 * 1024 * 1024,
            1,
            Integer.MAX_VALUE,
            "Maximum size of a response.")
        .text(SOURCE_TAG, LOW, "", "Name of the program in the User-Agent.")
        .list();
  }

  @Override
  public void apply(OptionValues values, Pinelink.Builder client) {
    values.setText(API_KEY, client::apiKey);
    values.set(CONTROL_PLANE, o -> client.controlPlane(values.text(o)));
    values.set(PROTOCOLS, o -> client.protocols(protocols(values.list(o))));
    client.httpVersion(values.constant(HttpVersion.class, HTTP_VERSION));
    client.maxGrpcConnections(values.integer(GRPC_CONNECTIONS));
    client.connectTimeout(values.millis(CONNECT_TIMEOUT));
    client.timeout(values.millis(CALL_TIMEOUT));
    if (values.number(IDLE) > 0) {
      values.set(
          IDLE,
          o ->
              client.connectionLifetime(
                  ConnectionLifetime.builder(values.millis(o))
                      .refresh(values.millis(REFRESH))
                      .build()));
    }
    client.maxResponseBytes(values.integer(RESPONSE_BYTES));
    values.setText(SOURCE_TAG, client::sourceTag);
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
}
