package io.pinelink.rest.codec;

import io.pinelink.imports.StartImportRequest;
import io.pinelink.rest.json.JsonWriter;

/** The encoding of requests about bulk imports as JSON, API version 2026-04. Pure functions. */
final class ImportToJson {
  private ImportToJson() {}

  static JsonWriter startImport(StartImportRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("uri", request.uri());
      if (request.integrationId().isPresent()) {
        json.writeStringField("integrationId", request.integrationId().get());
      }
      json.writeObjectFieldStart("errorMode");
      json.writeStringField("onError", request.errorMode().value());
      json.writeEndObject();
      json.writeEndObject();
    };
  }
}
