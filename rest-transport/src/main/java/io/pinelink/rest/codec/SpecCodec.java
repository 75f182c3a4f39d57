package io.pinelink.rest.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.ReadCapacity;
import java.io.IOException;
import java.util.Optional;

/** The encoding of index specs as members of a request, API version 2026-04. */
final class SpecCodec {
  private SpecCodec() {}

  /** Writes the member {@code spec}. */
  static void spec(JsonGenerator json, IndexSpec spec) throws IOException {
    json.writeObjectFieldStart("spec");
    if (spec instanceof IndexSpec.Serverless serverless) {
      serverless(json, serverless);
    } else if (spec instanceof IndexSpec.Pod pod) {
      pod(json, pod);
    } else if (spec instanceof IndexSpec.Byoc byoc) {
      byoc(json, byoc);
    }
    json.writeEndObject();
  }

  private static void serverless(JsonGenerator json, IndexSpec.Serverless spec) throws IOException {
    json.writeObjectFieldStart("serverless");
    json.writeStringField("cloud", spec.cloud().value());
    json.writeStringField("region", spec.region());
    if (spec.readCapacity().isPresent()) {
      readCapacity(json, spec.readCapacity().get());
    }
    if (spec.schema().isPresent()) {
      SchemaToJson.schema(json, spec.schema().get());
    }
    sourceCollection(json, spec.sourceCollection());
    json.writeEndObject();
  }

  private static void pod(JsonGenerator json, IndexSpec.Pod spec) throws IOException {
    json.writeObjectFieldStart("pod");
    json.writeStringField("environment", spec.environment());
    json.writeStringField("pod_type", spec.podType());
    json.writeNumberField("replicas", spec.replicas());
    json.writeNumberField("shards", spec.shards());
    json.writeNumberField("pods", spec.pods());
    if (spec.indexedFields().isPresent()) {
      json.writeObjectFieldStart("metadata_config");
      json.writeArrayFieldStart("indexed");
      for (String field : spec.indexedFields().get()) {
        json.writeString(field);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    sourceCollection(json, spec.sourceCollection());
    json.writeEndObject();
  }

  private static void byoc(JsonGenerator json, IndexSpec.Byoc spec) throws IOException {
    json.writeObjectFieldStart("byoc");
    json.writeStringField("environment", spec.environment());
    if (spec.readCapacity().isPresent()) {
      readCapacity(json, spec.readCapacity().get());
    }
    if (spec.schema().isPresent()) {
      SchemaToJson.schema(json, spec.schema().get());
    }
    json.writeEndObject();
  }

  private static void sourceCollection(JsonGenerator json, Optional<String> collection)
      throws IOException {
    if (collection.isPresent()) {
      json.writeStringField("source_collection", collection.get());
    }
  }

  /** Writes the changed settings of pods as members. */
  static void pods(JsonGenerator json, ConfigureIndexRequest request) throws IOException {
    if (request.replicas().isPresent()) {
      json.writeNumberField("replicas", request.replicas().getAsInt());
    }
    if (request.podType().isPresent()) {
      json.writeStringField("pod_type", request.podType().get());
    }
  }

  /** Writes the member {@code read_capacity}. */
  static void readCapacity(JsonGenerator json, ReadCapacity capacity) throws IOException {
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
}
