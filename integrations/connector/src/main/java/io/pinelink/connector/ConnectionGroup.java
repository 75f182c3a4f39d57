package io.pinelink.connector;

import io.pinelink.Pinelink;
import io.pinelink.connector.ConnectorOption.Importance;
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
            Importance.HIGH,
            "API key of the project. Take it from the engine's store of secrets. Default: the"
                + " environment variable PINECONE_API_KEY of the process that runs the task.")
        .text(CONTROL_PLANE, Importance.LOW, "api.pinecone.io", "Host of the control plane.")
        .list(
            PROTOCOLS,
            Importance.LOW,
            "grpc,rest",
            "Protocols to use, `grpc` and `rest`, the preferred one first.")
        .choice(
            HTTP_VERSION,
            Importance.LOW,
            OptionDefinitions.names(HttpVersion.values()),
            "HTTP version of calls over REST.")
        .number(
            GRPC_CONNECTIONS,
            Importance.LOW,
            4,
            1,
            Integer.MAX_VALUE,
            "Maximum number of gRPC connections to one host.")
        .number(
            CONNECT_TIMEOUT,
            Importance.LOW,
            10_000,
            1,
            OptionDefinitions.DAY,
            "Timeout for connecting to one address.")
        .number(
            CALL_TIMEOUT, Importance.LOW, 30_000, 1, OptionDefinitions.DAY, "Timeout of a call.")
        .number(
            IDLE,
            Importance.LOW,
            0,
            0,
            OptionDefinitions.DAY,
            "How long a connection without calls is kept. 0: a time that fits the network.")
        .number(
            REFRESH,
            Importance.LOW,
            60_000,
            1,
            OptionDefinitions.DAY,
            "How often the name of a connection in use is resolved again, with connection.idle.ms.")
        .number(
            RESPONSE_BYTES,
            Importance.LOW,
            64 * 1024 * 1024,
            1,
            Integer.MAX_VALUE,
            "Maximum size of a response.")
        .text(SOURCE_TAG, Importance.LOW, "", "Name of the program in the User-Agent.")
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
