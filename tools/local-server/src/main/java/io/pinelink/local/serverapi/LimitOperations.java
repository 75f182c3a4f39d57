package io.pinelink.local.serverapi;

import io.pinelink.error.QuotaResource;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.limits.MonthlyQuotas;
import io.pinelink.server.internal.limits.ServiceRates;
import io.pinelink.server.internal.product.ServerControls;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ArrayNode;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** The operations on the limits of the server. */
final class LimitOperations {
  private static final int MAX_PER_SECOND = 100_000;
  private static final int MAX_BYTES = 67_108_864;

  private static final Map<String, QuotaResource> QUOTAS =
      new TreeMap<>(
          Map.of(
              "writeUnits", QuotaResource.WRITE_UNITS,
              "readUnits", QuotaResource.READ_UNITS,
              "egressBytes", QuotaResource.EGRESS));

  private static final String LIMITS =
      """
      {
        "type": "object",
        "properties": {
          "maxUpsertBytes": {"type": "integer", "description": "The maximum size of an upsert."},
          "requestsPerSecond": {
            "type": "object",
            "description": "The limits on calls by operation, such as upsert.",
            "additionalProperties": {
              "type": "object",
              "properties": {
                "limit": {"type": "integer"},
                "accepted": {"type": "integer", "description": "The number of calls that were accepted under this limit."},
                "refused": {"type": "integer", "description": "The number of calls that were refused with 429."}
              },
              "required": ["limit", "accepted", "refused"],
              "additionalProperties": false
            }
          },
          "monthlyQuotas": {
            "type": "object",
            "description": "The monthly quotas that are set: writeUnits, readUnits and egressBytes.",
            "additionalProperties": {
              "type": "object",
              "properties": {
                "limit": {"type": "integer"},
                "used": {"type": "integer", "description": "What was used in the current month."},
                "refused": {"type": "integer", "description": "The number of calls that were refused in the current month."}
              },
              "required": ["limit", "used", "refused"],
              "additionalProperties": false
            }
          },
          "service": {"type": "boolean", "description": "Whether the rates that the service publishes are enforced."},
          "serviceRates": {
            "type": "array",
            "description": "The rates that the service publishes; empty if they are not enforced.",
            "items": {
              "type": "object",
              "properties": {
                "name": {"type": "string", "description": "What it counts, such as query requests."},
                "scope": {"enum": ["namespace", "index", "project"]},
                "limit": {"type": "integer"},
                "seconds": {"type": "integer", "description": "The period of the limit."},
                "refused": {"type": "integer", "description": "The number of calls that were refused with 429."}
              },
              "required": ["name", "scope", "limit", "seconds", "refused"],
              "additionalProperties": false
            }
          }
        },
        "required": ["maxUpsertBytes", "monthlyQuotas", "requestsPerSecond", "service", "serviceRates"],
        "additionalProperties": false
      }
      """;

  private static final String CHANGE =
      """
      {
        "type": "object",
        "minProperties": 1,
        "properties": {
          "maxUpsertBytes": {"type": "integer", "minimum": 1, "maximum": 67108864, "description": "If it is missing, the size does not change."},
          "requestsPerSecond": {
            "type": "object",
            "description": "Replaces all limits on calls; their counts start at 0. If it is missing, the limits do not change.",
            "additionalProperties": {"type": "integer", "minimum": 1, "maximum": 100000}
          },
          "monthlyQuotas": {
            "type": "object",
            "description": "Replaces all monthly quotas, of which nothing is used yet. If it is missing, the quotas do not change.",
            "properties": {
              "writeUnits": {"type": "integer", "minimum": 0, "maximum": 2147483647},
              "readUnits": {"type": "integer", "minimum": 0, "maximum": 2147483647},
              "egressBytes": {"type": "integer", "minimum": 0, "maximum": 2147483647}
            },
            "additionalProperties": false
          },
          "service": {"type": "boolean", "description": "Enforces the rates that the service publishes, besides the other limits, or ends that; their counts start at 0. If it is missing, nothing changes."}
        },
        "additionalProperties": false
      }
      """;

  private final ServerControls server;

  LimitOperations(ServerControls server) {
    this.server = server;
  }

  void addTo(ApiTable table) {
    table
        .schema("Limits", LIMITS)
        .schema("LimitChange", CHANGE)
        .add(
            ApiOperation.of("GET", "limits", "getLimits", "Returns the limits and their counts.")
                .returning("Limits")
                .by(request -> limits()))
        .add(
            ApiOperation.of("PUT", "limits", "setLimits", "Sets limits that the server enforces.")
                .accepting("LimitChange")
                .returning("Limits")
                .by(request -> change(request.json())));
  }

  private ServerResponse change(JsonBody body) {
    body.only("maxUpsertBytes", "monthlyQuotas", "requestsPerSecond", "service");
    if (body.names().isEmpty()) {
      throw ApiRefusal.invalidBody(
          body.node(),
          "body has none of maxUpsertBytes, monthlyQuotas, requestsPerSecond and service");
    }
    OptionalInt maxUpsertBytes = body.integer("maxUpsertBytes", 1, MAX_BYTES);
    Optional<Map<String, Integer>> perSecond =
        body.object("requestsPerSecond").map(this::perSecond);
    Optional<Boolean> service =
        body.has("service") ? Optional.of(body.requiredFlag("service")) : Optional.empty();
    Optional<Map<QuotaResource, Long>> quotas =
        body.object("monthlyQuotas").map(LimitOperations::quotas);
    maxUpsertBytes.ifPresent(server::maxUpsertBytes);
    quotas.ifPresent(server.quotas()::setOnly);
    service.ifPresent(server.serviceRates()::enforce);
    perSecond.ifPresent(server::limit);
    return limits();
  }

  private Map<String, Integer> perSecond(JsonBody body) {
    Set<String> known = server.operations();
    Map<String, Integer> limits = new LinkedHashMap<>();
    for (String operation : body.names()) {
      if (!known.contains(operation)) {
        throw body.refused(operation, "is no operation, expected one of " + known);
      }
      limits.put(operation, body.requiredInteger(operation, 1, MAX_PER_SECOND));
    }
    return limits;
  }

  private static Map<QuotaResource, Long> quotas(JsonBody body) {
    body.only(QUOTAS.keySet().toArray(String[]::new));
    Map<QuotaResource, Long> limits = new LinkedHashMap<>();
    QUOTAS.forEach(
        (name, resource) ->
            body.integer(name, 0, Integer.MAX_VALUE)
                .ifPresent(limit -> limits.put(resource, (long) limit)));
    return limits;
  }

  private ServerResponse limits() {
    ObjectNode body = PlainJson.MAPPER.createObjectNode();
    body.put("maxUpsertBytes", server.maxUpsertBytes());
    ObjectNode operations = body.putObject("requestsPerSecond");
    server
        .limits()
        .forEach(
            (operation, limit) ->
                operations
                    .putObject(operation)
                    .put("limit", limit.perSecond())
                    .put("accepted", limit.accepted())
                    .put("refused", limit.refused()));
    ObjectNode monthly = body.putObject("monthlyQuotas");
    Map<QuotaResource, MonthlyQuotas.State> quotas = server.quotas().states();
    QUOTAS.forEach(
        (name, resource) -> {
          MonthlyQuotas.State quota = quotas.get(resource);
          if (quota != null) {
            monthly
                .putObject(name)
                .put("limit", quota.limit())
                .put("used", quota.used())
                .put("refused", quota.refused());
          }
        });
    body.put("service", server.serviceRates().areEnforced());
    ArrayNode rates = body.putArray("serviceRates");
    for (ServiceRates.State rate : server.serviceRates().states()) {
      rates
          .addObject()
          .put("name", rate.name())
          .put("scope", rate.scope())
          .put("limit", rate.limit())
          .put("seconds", rate.period().toSeconds())
          .put("refused", rate.refused());
    }
    return ServerResponse.json(200, body.toString());
  }
}
