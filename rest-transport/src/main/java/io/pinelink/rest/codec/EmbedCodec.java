package io.pinelink.rest.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.model.Fields;
import io.pinelink.rest.json.Json;
import java.io.IOException;

/**
 * The encoding of integrated embedding as the member {@code embed} of a request, API version
 * 2026-04.
 */
final class EmbedCodec {
  private EmbedCodec() {}

  static void embed(JsonGenerator json, CreateIndexForModelRequest request) throws IOException {
    json.writeObjectFieldStart("embed");
    json.writeStringField("model", request.model());
    fieldMap(json, request.textField());
    if (request.metric().isPresent()) {
      json.writeStringField("metric", request.metric().get().value());
    }
    if (request.dimension().isPresent()) {
      json.writeNumberField("dimension", request.dimension().getAsInt());
    }
    if (!request.readParameters().isEmpty()) {
      parameters(json, "read_parameters", request.readParameters());
    }
    if (!request.writeParameters().isEmpty()) {
      parameters(json, "write_parameters", request.writeParameters());
    }
    json.writeEndObject();
  }

  /** Writes the settings that a request changes; no member if it changes none. */
  static void changed(JsonGenerator json, ConfigureIndexRequest request) throws IOException {
    if (!request.changesEmbedding()) {
      return;
    }
    json.writeObjectFieldStart("embed");
    if (request.model().isPresent()) {
      json.writeStringField("model", request.model().get());
    }
    if (request.textField().isPresent()) {
      fieldMap(json, request.textField().get());
    }
    if (request.readParameters().isPresent()) {
      parameters(json, "read_parameters", request.readParameters().get());
    }
    if (request.writeParameters().isPresent()) {
      parameters(json, "write_parameters", request.writeParameters().get());
    }
    json.writeEndObject();
  }

  private static void fieldMap(JsonGenerator json, String textField) throws IOException {
    json.writeObjectFieldStart("field_map");
    json.writeStringField("text", textField);
    json.writeEndObject();
  }

  private static void parameters(JsonGenerator json, String name, Fields parameters)
      throws IOException {
    json.writeFieldName(name);
    Json.writeValue(json, parameters.asMap());
  }
}
