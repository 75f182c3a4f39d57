package io.pinelink.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.model.CreateNamespaceRequest;
import io.pinelink.model.MetadataSchema;
import java.io.IOException;

/** The model's requests as JSON, API version 2026-04. Pure functions, one for each body. */
final class NamespaceToJson {
  private NamespaceToJson() {}

  static JsonBody createNamespace(CreateNamespaceRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("name", request.name());
      if (request.schema() != null) {
        schema(json, request.schema());
      }
      json.writeEndObject();
    };
  }

  private static void schema(JsonGenerator json, MetadataSchema schema) throws IOException {
    json.writeObjectFieldStart("schema");
    json.writeObjectFieldStart("fields");
    for (String field : schema.filterable()) {
      json.writeObjectFieldStart(field);
      json.writeBooleanField("filterable", true);
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
