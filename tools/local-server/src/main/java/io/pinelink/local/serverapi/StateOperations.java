package io.pinelink.local.serverapi;

import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.product.ServerControls;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.BooleanNode;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The operations on the state and the settings of the server. */
final class StateOperations {
  private static final int CONFLICT = 409;

  private static final String HEALTH =
      """
      {
        "type": "object",
        "properties": {
          "ready": {"const": true},
          "version": {"type": "string", "description": "The version of the server."},
          "addresses": {
            "type": "object",
            "description": "HOST:PORT of each listener. In local mode with a port for each index, only the control plane is here; the control plane returns the others as hosts of indexes.",
            "properties": {
              "control": {"type": "string"},
              "public_data": {"type": "string"},
              "private_data": {"type": "string"},
              "local_data": {"type": "string"}
            },
            "required": ["control"],
            "additionalProperties": false
          }
        },
        "required": ["ready", "version", "addresses"],
        "additionalProperties": false
      }
      """;

  private static final String SETTINGS =
      """
      {
        "type": "object",
        "description": "The settings of the server, by the names of EmbeddedPineconeBuilder. Other operations change those that can change: clock, limits, delays, faults, advertise, visibility and restriction.",
        "properties": {
          "acceptPlaintext": {"type": "boolean"},
          "advertise": {"type": ["string", "null"]},
          "allowHost": {"type": "array", "items": {"type": "string"}},
          "allowMissingApiKey": {"type": "boolean"},
          "buckets": {"type": "object", "additionalProperties": {"type": "string"}, "description": "The folders by the addresses of buckets."},
          "clientId": {"type": "string", "description": "The id of the first service account."},
          "countingOnly": {"type": "boolean"},
          "data": {"type": ["string", "null"], "description": "The directory in which data is kept."},
          "deletionTime": {"type": "number", "description": "In seconds, as all times are."},
          "embedder": {"type": "string"},
          "environment": {"type": "string"},
          "exportOnClose": {"type": ["string", "null"]},
          "idleTimeout": {"type": "number"},
          "importTime": {"type": "number"},
          "index": {"type": "array", "items": {"type": "string"}, "description": "The indexes with which projects start, in JSON."},
          "indexPorts": {"type": "array", "items": {"type": "integer"}, "description": "The first and the last port, or none."},
          "lenientRegions": {"type": "boolean"},
          "localMode": {"type": "boolean"},
          "maxUpsertBytes": {"type": "integer"},
          "namespaceAliases": {"type": "boolean"},
          "onePort": {"type": "boolean"},
          "organization": {"type": "string"},
          "privateEndpoint": {"type": "boolean"},
          "project": {"type": "string"},
          "projectId": {"type": "string"},
          "provisioningTime": {"type": "number"},
          "requestLog": {"type": ["string", "null"]},
          "requestTimeout": {"type": "number"},
          "restrictedToPrivateEndpoints": {"type": "boolean"},
          "save": {"type": "string", "description": "When changes are saved in the directory."},
          "seeds": {"type": "array", "items": {"type": "string"}},
          "serviceLimits": {"type": "boolean"},
          "tokenLifetime": {"type": "number"},
          "visibilityDelay": {"type": "number"}
        },
        "required": ["acceptPlaintext", "advertise", "allowHost", "allowMissingApiKey", "buckets", "clientId", "countingOnly", "data", "deletionTime", "embedder", "environment", "exportOnClose", "idleTimeout", "importTime", "index", "indexPorts", "lenientRegions", "localMode", "maxUpsertBytes", "namespaceAliases", "onePort", "organization", "privateEndpoint", "project", "projectId", "provisioningTime", "requestLog", "requestTimeout", "restrictedToPrivateEndpoints", "save", "seeds", "serviceLimits", "tokenLifetime", "visibilityDelay"]
      }
      """;

  private final ServerControls server;

  StateOperations(ServerControls server) {
    this.server = server;
  }

  void addTo(ApiTable table) {
    table
        .schema("Health", HEALTH)
        .schema("Settings", SETTINGS)
        .schema("Visibility", oneMember("held", "boolean", "Whether later writes are hidden."))
        .schema(
            "Restriction",
            oneMember(
                "restricted",
                "boolean",
                "Whether the first project serves data only through private endpoints."))
        .schema(
            "Advertised",
            oneMember(
                "address",
                "string",
                "HOST or HOST:PORT, with or without http:// or https:// before it."))
        .add(
            ApiOperation.of(
                    "GET",
                    "health",
                    "getHealth",
                    "Returns 200 once the server is ready. It needs no token on loopback.")
                .returning("Health")
                .openOnLoopback()
                .by(request -> health()))
        .add(
            ApiOperation.of(
                    "POST",
                    "reset",
                    "reset",
                    "Returns to the state of the start: removes all indexes, collections, backups,"
                        + " faults, limits and requests, and restores the indexes, seeds and faults"
                        + " with which the server started. 409 if a seed cannot be read again.")
                .refusing(CONFLICT)
                .by(request -> reset()))
        .add(
            ApiOperation.of("GET", "settings", "getSettings", "Returns the settings of the server.")
                .returning("Settings")
                .by(request -> ServerResponse.json(200, PlainJson.text(server.settings()))))
        .add(
            ApiOperation.of(
                    "PUT",
                    "advertise",
                    "advertise",
                    "Sets the address of indexes that the control plane returns.")
                .accepting("Advertised")
                .by(this::advertise))
        .add(
            ApiOperation.of(
                    "GET", "visibility", "getVisibility", "Returns whether writes are hidden.")
                .returning("Visibility")
                .by(request -> ofFlag("held", server.holdsWrites())))
        .add(
            ApiOperation.of(
                    "PUT",
                    "visibility",
                    "setVisibility",
                    "Hides later writes from reads, or shows those that are hidden.")
                .accepting("Visibility")
                .by(
                    request -> {
                      server.holdWrites(flag(request, "held"));
                      return ServerResponse.empty(204);
                    }))
        .add(
            ApiOperation.of(
                    "GET",
                    "restriction",
                    "getRestriction",
                    "Returns whether the first project is restricted to private endpoints.")
                .returning("Restriction")
                .by(request -> ofFlag("restricted", server.isRestricted())))
        .add(
            ApiOperation.of(
                    "PUT",
                    "restriction",
                    "setRestriction",
                    "Restricts the first project to private endpoints, or ends that.")
                .accepting("Restriction")
                .refusing(CONFLICT)
                .by(this::restrict));
  }

  private ServerResponse reset() {
    try {
      server.reset();
      return ServerResponse.empty(204);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw ApiRefusal.of(CONFLICT, String.valueOf(e.getMessage()));
    }
  }

  private ServerResponse restrict(ApiRequest request) {
    try {
      server.restrict(flag(request, "restricted"));
    } catch (IllegalStateException e) {
      throw ApiRefusal.of(
          CONFLICT,
          "restricted",
          BooleanNode.TRUE,
          "restricted is true: " + e.getMessage() + "; pinelink local has them with --tls-dir");
    }
    return ServerResponse.empty(204);
  }

  private static String oneMember(String name, String type, String description) {
    ObjectNode schema = PlainJson.MAPPER.createObjectNode().put("type", "object");
    schema
        .putObject("properties")
        .putObject(name)
        .put("type", type)
        .put("description", description);
    schema.putArray("required").add(name);
    return schema.put("additionalProperties", false).toString();
  }

  private ServerResponse health() {
    ObjectNode body = PlainJson.MAPPER.createObjectNode().put("ready", true);
    body.put("version", VersionHolder.VERSION);
    ObjectNode addresses = body.putObject("addresses");
    server.addresses().forEach(addresses::put);
    return ServerResponse.json(200, body.toString());
  }

  private ServerResponse advertise(ApiRequest request) {
    JsonBody body = request.json().only("address");
    try {
      server.advertise(body.requiredText("address"));
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
