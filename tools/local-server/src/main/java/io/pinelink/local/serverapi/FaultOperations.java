package io.pinelink.local.serverapi;

import io.pinelink.server.internal.faults.FaultKind;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.product.ServerControls;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.shaded.com.fasterxml.jackson.core.JsonProcessingException;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operations on the faults that strike calls. */
final class FaultOperations {
  private static final int NOT_FOUND = 404;

  /** The path of a member at the start of a message. */
  private static final Pattern PLACE =
      Pattern.compile("(\\w+(?:\\[[0-9]+])?(?:\\.\\w+(?:\\[[0-9]+])?)*) .*", Pattern.DOTALL);

  private static final String MATCH =
      """
      {
        "type": "object",
        "description": "Conditions that a call meets; one that is missing is met by all calls.",
        "properties": {
          "operations": {"type": "array", "minItems": 1, "items": {"type": "string", "minLength": 1}},
          "index": {"type": "string", "minLength": 1},
          "namespace": {"type": "string"},
          "protocol": {"enum": ["rest", "grpc"]},
          "plane": {"enum": ["control", "data"]},
          "listener": {"enum": ["control", "public_data", "private_data", "local_data"]},
          "host": {"type": "string", "minLength": 1, "description": "An asterisk stands for any text."}
        },
        "additionalProperties": false
      }
      """;

  private static final String RULE =
      """
      {
        "type": "object",
        "properties": {
          "name": {"type": "string", "minLength": 1, "maxLength": 100, "description": "Default: the type and a number, such as latency-1."},
          "type": {"enum": [TYPES]},
          "toxicity": {"type": "number", "minimum": 0, "maximum": 1, "default": 1, "description": "The probability that it strikes a call that matches."},
          "attributes": {"type": "object", "description": "Depends on the type: see the page about faults."},
          "match": {"$ref": "#/components/schemas/FaultMatch"},
          "after": {"type": "integer", "minimum": 0, "default": 0, "description": "How many of the first matching calls it spares."},
          "times": {"type": "integer", "minimum": 1, "description": "How often it strikes. Default: no limit."}
        },
        "required": ["type"],
        "additionalProperties": false
      }
      """;

  private static final String SCRIPT =
      """
      {
        "description": "One fault, an array of faults, or an object with faults and the seed of their random numbers.",
        "anyOf": [
          {"$ref": "#/components/schemas/FaultRule"},
          {"type": "array", "items": {"$ref": "#/components/schemas/FaultRule"}},
          {
            "type": "object",
            "properties": {
              "seed": {"type": "integer"},
              "faults": {"type": "array", "items": {"$ref": "#/components/schemas/FaultRule"}}
            },
            "required": ["faults"],
            "additionalProperties": false
          }
        ]
      }
      """;

  private static final String FAULT =
      """
      {
        "type": "object",
        "description": "A fault in effect: its rule, of which members with default values are missing, and its counts.",
        "properties": {
          "name": {"type": "string"},
          "type": {"type": "string"},
          "toxicity": {"type": "number"},
          "attributes": {"type": "object"},
          "match": {"$ref": "#/components/schemas/FaultMatch"},
          "after": {"type": "integer"},
          "times": {"type": "integer"},
          "matches": {"type": "integer", "description": "The number of calls that met its conditions."},
          "strikes": {"type": "integer", "description": "The number of calls that it struck."}
        },
        "required": ["name", "type", "matches", "strikes"],
        "additionalProperties": false
      }
      """;

  private static final String FAULTS =
      """
      {
        "type": "object",
        "properties": {
          "seed": {"type": "integer"},
          "faults": {"type": "array", "items": {"$ref": "#/components/schemas/Fault"}}
        },
        "required": ["seed", "faults"],
        "additionalProperties": false
      }
      """;

  private final ServerControls server;

  FaultOperations(ServerControls server) {
    this.server = server;
  }

  void addTo(ApiTable table) {
    String types = PlainJson.text(FaultKind.all().stream().map(FaultKind::type).toList());
    table
        .schema("FaultMatch", MATCH)
        .schema("FaultRule", RULE.replace("[TYPES]", types))
        .schema("FaultScript", SCRIPT)
        .schema("Fault", FAULT)
        .schema("Faults", FAULTS)
        .add(
            ApiOperation.of(
                    "GET",
                    "faults",
                    "listFaults",
                    "Returns the faults that are in effect, with the number of their strikes.")
                .returning("Faults")
                .by(request -> ServerResponse.json(200, server.faults())))
        .add(
            ApiOperation.of(
                    "POST", "faults", "addFaults", "Adds faults and returns them, or adds none.")
                .accepting("FaultScript")
                .returning("Faults")
                .by(this::add))
        .add(
            ApiOperation.of("DELETE", "faults", "removeFaults", "Removes all faults.")
                .by(
                    request -> {
                      server.removeFaults();
                      return ServerResponse.empty(204);
                    }))
        .add(
            ApiOperation.of("GET", "faults/{name}", "getFault", "Returns one fault.")
                .returning("Fault")
                .refusing(NOT_FOUND)
                .by(request -> one(request.pathValue())))
        .add(
            ApiOperation.of("DELETE", "faults/{name}", "removeFault", "Removes one fault.")
                .refusing(NOT_FOUND)
                .by(
                    request -> {
                      if (!server.removeFault(request.pathValue())) {
                        throw missing(request.pathValue());
                      }
                      return ServerResponse.empty(204);
                    }));
  }

  private ServerResponse add(ApiRequest request) {
    String body = new String(request.bytes(), StandardCharsets.UTF_8);
    JsonNode json = PlainJson.MAPPER.missingNode();
    try {
      json = PlainJson.MAPPER.readTree(body);
      checkOperations(json);
      return ServerResponse.json(200, server.addFaults(body));
    } catch (JsonProcessingException e) {
      throw ApiRefusal.invalidBody(null, "body is not JSON: " + e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      throw refused(json, String.valueOf(e.getMessage()));
    }
  }

  /** Refuses unknown operations with their place in the body. */
  private void checkOperations(JsonNode body) {
    Set<String> known = server.operations();
    JsonNode rules = body.isArray() ? body : body.path("faults");
    if (rules.isArray()) {
      for (int i = 0; i < rules.size(); i++) {
        checkOperations("faults[" + i + "].", rules.get(i), known);
      }
    } else {
      checkOperations("", body, known);
    }
  }

  private static void checkOperations(String place, JsonNode rule, Set<String> known) {
    JsonNode operations = rule.path("match").path("operations");
    for (int i = 0; i < operations.size(); i++) {
      JsonNode operation = operations.path(i);
      if (operation.isTextual() && !known.contains(operation.textValue())) {
        String field = place + "match.operations[" + i + "]";
        throw ApiRefusal.invalid(
            field, operation, field + " is " + operation + ", expected one of " + known);
      }
    }
  }

  /** Returns a refusal whose message starts with the place of a member in the body. */
  private static ApiRefusal refused(JsonNode body, String message) {
    Matcher place = PLACE.matcher(message);
    if (!place.matches()) {
      return ApiRefusal.invalidBody(null, message);
    }
    String pointer = "/" + place.group(1).replaceAll("[.\\[]", "/").replace("]", "");
    JsonNode value = body.at(body.isArray() ? pointer.replaceFirst("^/faults", "") : pointer);
    return ApiRefusal.invalid(place.group(1), value.isMissingNode() ? null : value, message);
  }

  private ServerResponse one(String name) {
    try {
      for (JsonNode fault : PlainJson.MAPPER.readTree(server.faults()).path("faults")) {
        if (fault.path("name").asText().equals(name)) {
          return ServerResponse.json(200, fault.toString());
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    throw missing(name);
  }

  private static ApiRefusal missing(String name) {
    return ApiRefusal.notFound("name", name, "there is no fault with the name '" + name + "'");
  }
}
