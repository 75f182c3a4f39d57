package io.pinelink.local.serverapi;

import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.product.ServerControls;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.BooleanNode;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** The operations on the state and the settings of the server. */
final class StateOperations {
  private static final int CONFLICT = 409;

  private final EmbeddedPinecone pinecone;
  private final ServerControls server;

  StateOperations(EmbeddedPinecone pinecone, ServerControls server) {
    this.pinecone = pinecone;
    this.server = server;
  }

  void addTo(ApiTable table) {
    table
        .add(
            new ApiOperation(
                "GET", "health", List.of(), true, ApiOperation.answering(request -> health())))
        .add("POST", "reset", request -> reset())
        .add(
            "GET",
            "settings",
            request -> ServerResponse.json(200, PlainJson.text(server.settings().get())))
        .add("PUT", "advertise", this::advertise)
        .add("GET", "visibility", request -> ofFlag("held", server.visibility().isHeld()))
        .add(
            "PUT",
            "visibility",
            request -> {
              server.visibility().hold(flag(request, "held"));
              return ServerResponse.empty(204);
            })
        .add(
            "GET",
            "restriction",
            request -> ofFlag("restricted", pinecone.project().isRestricted()))
        .add("PUT", "restriction", this::restrict);
  }

  private ServerResponse reset() {
    try {
      pinecone.reset();
      return ServerResponse.empty(204);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw ApiRefusal.of(CONFLICT, String.valueOf(e.getMessage()));
    }
  }

  private ServerResponse restrict(ApiRequest request) {
    try {
      pinecone.project().restrictToPrivateEndpoints(flag(request, "restricted"));
    } catch (IllegalStateException e) {
      throw ApiRefusal.of(
          CONFLICT,
          "restricted",
          BooleanNode.TRUE,
          "restricted is true: " + e.getMessage() + "; pinelink local has them with --tls-dir");
    }
    return ServerResponse.empty(204);
  }

  private ServerResponse health() {
    ObjectNode body = PlainJson.MAPPER.createObjectNode().put("ready", true);
    body.put("version", VersionHolder.VERSION);
    ObjectNode addresses = body.putObject("addresses");
    server
        .addresses()
        .forEach(
            (listener, address) ->
                addresses.put(listener.name().toLowerCase(Locale.ROOT), text(address)));
    return ServerResponse.json(200, body.toString());
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  private ServerResponse advertise(ApiRequest request) {
    JsonBody body = request.json().only("address");
    try {
      pinecone.advertise(body.requiredText("address"));
    } catch (IllegalArgumentException e) {
      throw body.refused("address", e);
    }
    return ServerResponse.empty(204);
  }

  private static boolean flag(ApiRequest request, String name) {
    return request.json().only(name).requiredFlag(name);
  }

  private static ServerResponse ofFlag(String name, boolean value) {
    return ServerResponse.json(
        200, PlainJson.MAPPER.createObjectNode().put(name, value).toString());
  }

  /** The version of the server, read at the first question. */
  private static final class VersionHolder {
    static final String VERSION = read();

    private static String read() {
      try (InputStream in = StateOperations.class.getResourceAsStream("version.properties")) {
        Properties properties = new Properties();
        if (in != null) {
          properties.load(in);
        }
        return properties.getProperty("version", "unknown");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
