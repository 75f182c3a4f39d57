package io.pinelink.rest.codec;

import io.pinelink.model.CreateNamespaceRequest;
import io.pinelink.rest.json.JsonWriter;

/**
 * The encoding of requests about namespaces as JSON, API version 2026-04. One pure function for
 * each body.
 */
final class NamespaceToJson {
  private NamespaceToJson() {}

  static JsonWriter createNamespace(CreateNamespaceRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("name", request.name());
      if (request.schema().isPresent()) {
        SchemaToJson.schema(json, request.schema().get());
      }
      json.writeEndObject();
    };
  }
}
