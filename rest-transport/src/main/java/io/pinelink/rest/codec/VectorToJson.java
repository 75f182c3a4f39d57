package io.pinelink.rest.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.Metadata;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.SparseValues;
import io.pinelink.model.StatsRequest;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.rest.json.FloatAt;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.JsonWriter;
import java.io.IOException;
import java.util.Optional;

/**
 * The encoding of requests about vectors as JSON, API version 2026-04. One pure function for each
 * body. Absent and default values are omitted, as in gRPC.
 */
public final class VectorToJson {
  private VectorToJson() {}

  public static JsonWriter upsert(UpsertRequest request, String namespace) {
    return json -> {
      json.writeStartObject();
      namespace(json, namespace);
      json.writeArrayFieldStart("vectors");
      for (Vector vector : request.vectors()) {
        vector(json, vector);
      }
      json.writeEndArray();
      json.writeEndObject();
    };
  }

  private static void vector(JsonGenerator json, Vector vector) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", vector.id());
    floats("values", vector.dimension(), vector::value, json);
    sparse("sparseValues", vector.sparseValues(), json);
    metadata("metadata", vector.metadata(), json);
    json.writeEndObject();
  }

  public static JsonWriter query(QueryRequest request, String namespace) {
    return json -> {
      json.writeStartObject();
      namespace(json, namespace);
      json.writeNumberField("topK", request.topK());
      floats("vector", request.dimension(), request::value, json);
      sparse("sparseVector", request.sparseVector(), json);
      if (request.id().isPresent()) {
        json.writeStringField("id", request.id().get());
      }
      filter(json, request.filter());
      flag("includeValues", request.includeValues(), json);
      flag("includeMetadata", request.includeMetadata(), json);
      if (request.scanFactor().isPresent()) {
        json.writeNumberField("scanFactor", request.scanFactor().get());
      }
      if (request.maxCandidates().isPresent()) {
        json.writeNumberField("maxCandidates", request.maxCandidates().getAsInt());
      }
      json.writeEndObject();
    };
  }

  static JsonWriter update(UpdateRequest request, String namespace) {
    return json -> {
      json.writeStartObject();
      namespace(json, namespace);
      if (request.id().isPresent()) {
        json.writeStringField("id", request.id().get());
      }
      filter(json, request.filter());
      floats("values", request.dimension(), request::value, json);
      sparse("sparseValues", request.sparseValues(), json);
      metadata("setMetadata", request.metadata(), json);
      flag("dryRun", request.isDryRun(), json);
      json.writeEndObject();
    };
  }

  static JsonWriter delete(DeleteRequest request, String namespace) {
    return json -> {
      json.writeStartObject();
      namespace(json, namespace);
      if (!request.ids().isEmpty()) {
        json.writeArrayFieldStart("ids");
        for (String id : request.ids()) {
          json.writeString(id);
        }
        json.writeEndArray();
      }
      flag("deleteAll", request.isAll(), json);
      filter(json, request.filter());
      json.writeEndObject();
    };
  }

  static JsonWriter fetchByMetadata(FetchByMetadataRequest request, String namespace) {
    return json -> {
      json.writeStartObject();
      namespace(json, namespace);
      filter(json, Optional.of(request.filter()));
      if (request.limit().isPresent()) {
        json.writeNumberField("limit", request.limit().getAsInt());
      }
      if (request.paginationToken().isPresent()) {
        json.writeStringField("paginationToken", request.paginationToken().get());
      }
      json.writeEndObject();
    };
  }

  static JsonWriter stats(StatsRequest request) {
    return json -> {
      json.writeStartObject();
      filter(json, request.filter());
      json.writeEndObject();
    };
  }

  private static void namespace(JsonGenerator json, String namespace) throws IOException {
    if (!namespace.isEmpty()) {
      json.writeStringField("namespace", namespace);
    }
  }

  private static void flag(String member, boolean set, JsonGenerator json) throws IOException {
    if (set) {
      json.writeBooleanField(member, true);
    }
  }

  private static void filter(JsonGenerator json, Optional<Filter> filter) throws IOException {
    if (filter.isPresent()) {
      json.writeFieldName("filter");
      Json.writeValue(json, filter.get().asMap());
    }
  }

  private static void metadata(String member, Metadata metadata, JsonGenerator json)
      throws IOException {
    if (!metadata.isEmpty()) {
      json.writeFieldName(member);
      Json.writeValue(json, metadata.asMap());
    }
  }

  private static void floats(String member, int length, FloatAt values, JsonGenerator json)
      throws IOException {
    if (length > 0) {
      json.writeFieldName(member);
      Json.writeFloats(json, length, values);
    }
  }

  private static void sparse(String member, Optional<SparseValues> sparse, JsonGenerator json)
      throws IOException {
    if (sparse.isEmpty()) {
      return;
    }
    SparseValues values = sparse.get();
    json.writeObjectFieldStart(member);
    json.writeArrayFieldStart("indices");
    for (int i = 0; i < values.size(); i++) {
      json.writeNumber(values.index(i));
    }
    json.writeEndArray();
    json.writeFieldName("values");
    Json.writeFloats(json, values.size(), values::value);
    json.writeEndObject();
  }
}
