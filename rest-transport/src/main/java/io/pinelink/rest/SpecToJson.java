package io.pinelink.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.control.ReadCapacity;
import io.pinelink.model.MetadataSchema;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How an index runs, as members of a request, API version 2026-04. */
final class SpecToJson {
  private SpecToJson() {}

  /** The member {@code read_capacity}; nothing if it is null. */
  static void readCapacity(JsonGenerator json, @Nullable ReadCapacity capacity) throws IOException {
    if (capacity == null) {
      return;
    }
    json.writeObjectFieldStart("read_capacity");
    if (capacity instanceof ReadCapacity.Dedicated dedicated) {
      json.writeStringField("mode", "Dedicated");
      json.writeObjectFieldStart("dedicated");
      json.writeStringField("node_type", dedicated.nodeType());
      json.writeStringField("scaling", "Manual");
      json.writeObjectFieldStart("manual");
      json.writeNumberField("shards", dedicated.shards());
      json.writeNumberField("replicas", dedicated.replicas());
      json.writeEndObject();
      json.writeEndObject();
    } else {
      json.writeStringField("mode", "OnDemand");
    }
    json.writeEndObject();
  }

  /** The member {@code schema}; nothing if it is null. */
  static void schema(JsonGenerator json, @Nullable MetadataSchema schema) throws IOException {
    if (schema == null) {
      return;
    }
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
