package io.pinelink.rest.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.ReadCapacity;
import io.pinelink.rest.json.JsonWriter;
import java.io.IOException;
import java.util.Map;

/**
 * The encoding of requests about indexes as JSON, API version 2026-04. One pure function for each
 * body.
 */
final class IndexToJson {
  private IndexToJson() {}

  static JsonWriter createIndex(CreateIndexRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("name", request.name());
      json.writeStringField("vector_type", request.vectorType().value());
      if (request.dimension().isPresent()) {
        json.writeNumberField("dimension", request.dimension().getAsInt());
      }
      json.writeStringField("metric", request.metric().value());
      deletionProtection(json, request.deletionProtection());
      SpecCodec.spec(json, request.spec());
      tags(json, request.tags());
      json.writeEndObject();
    };
  }

  static JsonWriter createIndexForModel(CreateIndexForModelRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("name", request.name());
      json.writeStringField("cloud", request.cloud().value());
      json.writeStringField("region", request.region());
      deletionProtection(json, request.deletionProtection());
      tags(json, request.tags());
      EmbedCodec.embed(json, request);
      if (request.schema().isPresent()) {
        SchemaToJson.schema(json, request.schema().get());
      }
      if (request.readCapacity().isPresent()) {
        SpecCodec.readCapacity(json, request.readCapacity().get());
      }
      json.writeEndObject();
    };
  }

  static JsonWriter configureIndex(ConfigureIndexRequest request) {
    return json -> {
      json.writeStartObject();
      if (request.deletionProtection().isPresent()) {
        deletionProtection(json, request.deletionProtection().get());
      }
      tags(json, request.tags());
      changedSpec(json, request);
      EmbedCodec.changed(json, request);
      json.writeEndObject();
    };
  }

  /** Writes the changed spec; a request changes settings of at most one kind of index. */
  private static void changedSpec(JsonGenerator json, ConfigureIndexRequest request)
      throws IOException {
    if (request.readCapacity().isPresent()) {
      capacityOf("serverless", json, request.readCapacity().get());
    } else if (request.byocReadCapacity().isPresent()) {
      capacityOf("byoc", json, request.byocReadCapacity().get());
    } else if (request.changesPods()) {
      json.writeObjectFieldStart("spec");
      json.writeObjectFieldStart("pod");
      SpecCodec.pods(json, request);
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  private static void capacityOf(String kind, JsonGenerator json, ReadCapacity capacity)
      throws IOException {
    json.writeObjectFieldStart("spec");
    json.writeObjectFieldStart(kind);
    SpecCodec.readCapacity(json, capacity);
    json.writeEndObject();
    json.writeEndObject();
  }

  static void deletionProtection(JsonGenerator json, boolean enabled) throws IOException {
    json.writeStringField("deletion_protection", enabled ? "enabled" : "disabled");
  }

  static void tags(JsonGenerator json, Map<String, String> tags) throws IOException {
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
