package io.pinelink.rest.codec;

import static io.pinelink.rest.json.JsonReader.required;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.IntegratedEmbedding;
import io.pinelink.model.Fields;
import io.pinelink.model.Metric;
import io.pinelink.model.VectorType;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.JsonReader;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The integrated model of an index in JSON. */
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

  /** Decodes the member; null if it is null. */
  static @Nullable IntegratedEmbedding embed(JsonReader json) throws IOException {
    if (!json.enterObject()) {
      return null;
    }
    String model = null;
    Metric metric = null;
    Integer dimension = null;
    VectorType vectorType = VectorType.DENSE;
    Map<String, String> fieldMap = Map.of();
    Fields readParameters = Fields.empty();
    Fields writeParameters = Fields.empty();
    for (String member = json.nextMember(); member != null; member = json.nextMember()) {
      switch (member) {
        case "model" -> model = json.text();
        case "metric" -> {
          String name = json.text();
          metric = name == null ? null : new Metric(name);
        }
        case "dimension" -> dimension = json.integer();
        case "vector_type" -> {
          String name = json.text();
          vectorType = name == null ? VectorType.DENSE : new VectorType(name);
        }
        case "field_map" -> fieldMap = json.texts();
        case "read_parameters" -> readParameters = json.fields();
        case "write_parameters" -> writeParameters = json.fields();
        default -> json.skip();
      }
    }
    return new IntegratedEmbedding(
        required("embed.model", model),
        Optional.ofNullable(metric),
        dimension == null ? OptionalInt.empty() : OptionalInt.of(dimension),
        vectorType,
        fieldMap,
        readParameters,
        writeParameters);
  }
}
