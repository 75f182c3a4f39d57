package io.pinelink.local.serverapi;

import io.pinelink.error.QuotaResource;
import io.pinelink.server.EmbeddedPinecone;
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

  private final EmbeddedPinecone pinecone;
  private final ServerControls server;

  LimitOperations(EmbeddedPinecone pinecone, ServerControls server) {
    this.pinecone = pinecone;
    this.server = server;
  }

  void addTo(ApiTable table) {
    table
        .add("GET", "limits", request -> limits())
        .add("PUT", "limits", request -> change(request.json()));
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
    maxUpsertBytes.ifPresent(pinecone::maxUpsertBytes);
    quotas.ifPresent(server.quotas()::setOnly);
    service.ifPresent(server.serviceRates()::enforce);
    perSecond.ifPresent(pinecone.faults()::limitOnly);
    return limits();
  }

  private Map<String, Integer> perSecond(JsonBody body) {
    Set<String> known = pinecone.faults().operations();
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
    body.put("maxUpsertBytes", server.maxUpsertBytes().get());
    ObjectNode operations = body.putObject("requestsPerSecond");
    pinecone
        .faults()
        .limits()
        .forEach(
            (operation, limit) ->
                operations
                    .putObject(operation)
                    .put("limit", limit.perSecond())
                    .put("accepted", limit.taken())
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
