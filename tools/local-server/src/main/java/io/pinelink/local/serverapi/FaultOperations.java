package io.pinelink.local.serverapi;

import io.pinelink.server.FaultRules;
import io.pinelink.server.Faults;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.shaded.com.fasterxml.jackson.core.JsonProcessingException;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operations on the faults that strike calls. */
final class FaultOperations {
  /** The path of a member at the start of a message. */
  private static final Pattern PLACE =
      Pattern.compile("(\\w+(?:\\[[0-9]+])?(?:\\.\\w+(?:\\[[0-9]+])?)*) .*", Pattern.DOTALL);

  private final Faults faults;

  FaultOperations(Faults faults) {
    this.faults = faults;
  }

  void addTo(ApiTable table) {
    table
        .add("GET", "faults", request -> ServerResponse.json(200, faults.toJson()))
        .add("POST", "faults", this::add)
        .add(
            "DELETE",
            "faults",
            request -> {
              faults.removeAll();
              return ServerResponse.empty(204);
            })
        .add("GET", "faults/{name}", request -> one(request.pathValue()))
        .add(
            "DELETE",
            "faults/{name}",
            request -> {
              if (!faults.remove(request.pathValue())) {
                throw missing(request.pathValue());
              }
              return ServerResponse.empty(204);
            });
  }

  private ServerResponse add(ApiRequest request) {
    String body = new String(request.bytes(), StandardCharsets.UTF_8);
    JsonNode json = PlainJson.MAPPER.missingNode();
    try {
      json = PlainJson.MAPPER.readTree(body);
      checkOperations(json);
      return ServerResponse.json(200, faults.toJson(faults.add(FaultRules.parse(body))));
    } catch (JsonProcessingException e) {
      throw ApiRefusal.invalidBody(null, "body is not JSON: " + e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      throw refused(json, String.valueOf(e.getMessage()));
    }
  }

  /** Refuses unknown operations with their place in the body. */
  private void checkOperations(JsonNode body) {
    Set<String> known = faults.operations();
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
      for (JsonNode fault : PlainJson.MAPPER.readTree(faults.toJson()).path("faults")) {
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
