package io.pinelink.rest.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.model.MetadataSchema;
import java.io.IOException;

/**
 * The encoding of a metadata schema as the member {@code schema} of a request, API version 2026-04.
 */
final class SchemaToJson {
  private SchemaToJson() {}

  static void schema(JsonGenerator json, MetadataSchema schema) throws IOException {
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
