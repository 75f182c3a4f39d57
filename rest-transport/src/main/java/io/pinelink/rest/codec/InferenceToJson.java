package io.pinelink.rest.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.RerankRequest;
import io.pinelink.model.Fields;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.JsonWriter;
import java.io.IOException;

/**
 * The encoding of requests to hosted models as JSON, API version 2026-04. One pure function for
 * each body.
 */
final class InferenceToJson {
  private InferenceToJson() {}

  static JsonWriter embed(EmbedRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("model", request.model());
      parameters(json, request.parameters());
      json.writeArrayFieldStart("inputs");
      for (String text : request.texts()) {
        json.writeStartObject();
        json.writeStringField("text", text);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    };
  }

  static JsonWriter rerank(RerankRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("model", request.model());
      json.writeStringField("query", request.query());
      json.writeArrayFieldStart("documents");
      for (Fields document : request.documents()) {
        Json.writeValue(json, document.asMap());
      }
      json.writeEndArray();
      if (request.topN().isPresent()) {
        json.writeNumberField("top_n", request.topN().getAsInt());
      }
      json.writeBooleanField("return_documents", request.returnDocuments());
      if (!request.rankFields().isEmpty()) {
        json.writeFieldName("rank_fields");
        Json.writeValue(json, request.rankFields());
      }
      parameters(json, request.parameters());
      json.writeEndObject();
    };
  }

  private static void parameters(JsonGenerator json, Fields parameters) throws IOException {
    if (!parameters.isEmpty()) {
      json.writeFieldName("parameters");
      Json.writeValue(json, parameters.asMap());
    }
  }
}
