package io.pinelink.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexRequest;
import java.io.IOException;
import java.util.Map;

/** The model's requests as JSON, API version 2026-04. Pure functions, one for each body. */
final class IndexToJson {
  private IndexToJson() {}

  static JsonBody createIndex(CreateIndexRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("name", request.name());
      json.writeStringField("vector_type", request.vectorType().value());
      if (request.dimension().isPresent()) {
        json.writeNumberField("dimension", request.dimension().getAsInt());
      }
      json.writeStringField("metric", request.metric().value());
      deletionProtection(json, request.deletionProtection());
      json.writeObjectFieldStart("spec");
      json.writeObjectFieldStart("serverless");
      json.writeStringField("cloud", request.spec().cloud());
      json.writeStringField("region", request.spec().region());
      json.writeEndObject();
      json.writeEndObject();
      tags(json, request.tags());
      json.writeEndObject();
    };
  }

  static JsonBody createIndexForModel(CreateIndexForModelRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("name", request.name());
      json.writeStringField("cloud", request.cloud());
      json.writeStringField("region", request.region());
      deletionProtection(json, request.deletionProtection());
      tags(json, request.tags());
      EmbedToJson.embed(json, request);
      SpecToJson.schema(json, request.schema().orElse(null));
      SpecToJson.readCapacity(json, request.readCapacity().orElse(null));
      json.writeEndObject();
    };
  }

  static JsonBody configureIndex(ConfigureIndexRequest request) {
    return json -> {
      json.writeStartObject();
      if (request.deletionProtection().isPresent()) {
        deletionProtection(json, request.deletionProtection().get());
      }
      tags(json, request.tags());
      json.writeEndObject();
    };
  }

  private static void deletionProtection(JsonGenerator json, boolean enabled) throws IOException {
    json.writeStringField("deletion_protection", enabled ? "enabled" : "disabled");
  }

  private static void tags(JsonGenerator json, Map<String, String> tags) throws IOException {
    if (tags.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("tags");
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      json.writeStringField(tag.getKey(), tag.getValue());
    }
    json.writeEndObject();
  }
}
