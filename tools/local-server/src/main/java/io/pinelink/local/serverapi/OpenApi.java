package io.pinelink.local.serverapi;

import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.shaded.com.fasterxml.jackson.core.JsonProcessingException;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ArrayNode;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The OpenAPI document of a table of operations. */
final class OpenApi {
  private static final String TOKEN = "token";

  /** The refusals that every operation has. */
  private static final Map<Integer, String> COMMON =
      Map.of(
          400, "A parameter or the body is not valid.",
          401, "The server has a token, which the call lacks.",
          403, "The call comes from another machine without a token, or from a web page.",
          503, "The server is starting.");

  /** The refusals of some operations. */
  private static final Map<Integer, String> OTHERS =
      Map.of(
          404, "There is nothing with this id.",
          409, "The state of the server does not allow it.",
          413, "The body is too large.",
          429, "Too many calls are waiting.",
          507, "There is not enough space.");

  private final ApiTable table;
  private @Nullable String text;

  OpenApi(ApiTable table) {
    this.table = table;
  }

  /** Returns the operation that returns the document. */
  ApiOperation operation() {
    table.schema("OpenApi", "{\"type\": \"object\", \"description\": \"This document.\"}");
    return ApiOperation.of("GET", "openapi.json", "describe", "Returns this document.")
        .returning("OpenApi")
        .by(request -> ServerResponse.json(200, text()));
  }

  private synchronized String text() {
    if (text == null) {
      text = document().toPrettyString();
    }
    return text;
  }

  private ObjectNode document() {
    ObjectNode document = PlainJson.MAPPER.createObjectNode().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Pinelink server")
        .put("version", "1")
        .put(
            "description",
            "State, requests, faults, clock and limits of a Pinelink server. The calls are not in"
                + " the request log, and no fault or limit applies to them. Durations are in"
                + " seconds, in the attributes of faults in milliseconds unless documented"
                + " otherwise.");
    document
        .withObjectProperty("info")
        .putObject("license")
        .put("name", "Apache License 2.0")
        .put("identifier", "Apache-2.0");
    // The server that serves the document.
    document.putArray("servers").addObject().put("url", "/");
    ObjectNode paths = document.putObject("paths");
    for (ApiOperation operation : table.operations()) {
      paths
          .withObjectProperty(ApiTable.PREFIX + operation.path())
          .set(operation.method().toLowerCase(Locale.ROOT), operation(operation));
    }
    ObjectNode components = document.putObject("components");
    ObjectNode schemas = components.putObject("schemas");
    table.schemas().forEach((name, json) -> schemas.set(name, parsed(name, json)));
    components
        .putObject("securitySchemes")
        .putObject(TOKEN)
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "Needed only if the server was started with a token.");
    return document;
  }

  private static ObjectNode operation(ApiOperation operation) {
    ObjectNode json = PlainJson.MAPPER.createObjectNode();
    json.put("operationId", operation.name()).put("summary", operation.summary());
    ArrayNode security = json.putArray("security");
    security.addObject();
    security.addObject().putArray(TOKEN);
    ArrayNode parameters = json.putArray("parameters");
    int brace = operation.path().indexOf('{');
    if (brace >= 0) {
      parameters
          .addObject()
          .put("name", operation.path().substring(brace + 1, operation.path().indexOf('}')))
          .put("in", "path")
          .put("required", true)
          .putObject("schema")
          .put("type", "string");
    }
    operation.parameters().forEach(parameter -> parameters.add(parameter.toJson()));
    if (operation.body() != null) {
      addContent(json.putObject("requestBody").put("required", true), operation.body());
    }
    ObjectNode responses = json.putObject("responses");
    if (operation.result() == null) {
      responses.putObject("204").put("description", "Done.");
    } else {
      addContent(responses.putObject("200").put("description", "Done."), operation.result());
    }
    COMMON.forEach((status, text) -> addRefusal(responses, status, text));
    operation
        .refusals()
        .forEach(
            status -> addRefusal(responses, status, OTHERS.getOrDefault(status, "It is refused.")));
    return json;
  }

  private static void addRefusal(ObjectNode responses, int status, String text) {
    addContent(
        responses.putObject(Integer.toString(status)).put("description", text),
        ApiOperation.Content.json("Error"));
  }

  private static void addContent(ObjectNode object, ApiOperation.Content content) {
    ObjectNode media = object.putObject("content").putObject(content.type());
    if (!content.schema().isEmpty()) {
      media.putObject("schema").put("$ref", "#/components/schemas/" + content.schema());
    }
  }

  private static ObjectNode parsed(String name, String json) {
    try {
      return (ObjectNode) PlainJson.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the schema " + name + " is not JSON", e);
    }
  }
}
