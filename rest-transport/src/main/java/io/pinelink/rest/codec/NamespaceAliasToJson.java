package io.pinelink.rest.codec;

import io.pinelink.model.CreateNamespaceAliasRequest;
import io.pinelink.model.RepointNamespaceAliasRequest;
import io.pinelink.rest.json.JsonWriter;

/**
 * The encoding of requests about namespace aliases as JSON, API version 2026-07. One pure function
 * for each body.
 */
final class NamespaceAliasToJson {
  private NamespaceAliasToJson() {}

  static JsonWriter create(CreateNamespaceAliasRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("name", request.name());
      json.writeStringField("target_namespace", request.targetNamespace());
      json.writeEndObject();
    };
  }

  static JsonWriter repoint(RepointNamespaceAliasRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("target_namespace", request.targetNamespace());
      json.writeEndObject();
    };
  }
}
