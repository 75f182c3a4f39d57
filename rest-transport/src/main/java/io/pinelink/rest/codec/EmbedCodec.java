package io.pinelink.rest.codec;

import static io.pinelink.rest.json.JsonMembers.fields;
import static io.pinelink.rest.json.JsonMembers.integer;
import static io.pinelink.rest.json.JsonMembers.text;
import static io.pinelink.rest.json.JsonReader.required;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.IntegratedEmbedding;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.model.Fields;
import io.pinelink.model.Metric;
import io.pinelink.model.VectorType;
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
    text(json, "metric", request.metric().map(Metric::value));
    integer(json, "dimension", request.dimension());
    fields(json, "read_parameters", request.readParameters());
    fields(json, "write_parameters", request.writeParameters());
    json.writeEndObject();
  }

  /** Writes the settings that a request changes; no member if it changes none. */
  static void changed(JsonGenerator json, ConfigureIndexRequest request) throws IOException {
    if (!request.changesEmbedding()) {
      return;
    }
    json.writeObjectFieldStart("embed");
    text(json, "model", request.model());
    if (request.textField().isPresent()) {
      fieldMap(json, request.textField().get());
    }
    fields(json, "read_parameters", request.readParameters());
    fields(json, "write_parameters", request.writeParameters());
    json.writeEndObject();
  }

  private static void fieldMap(JsonGenerator json, String textField) throws IOException {
    json.writeObjectFieldStart("field_map");
    json.writeStringField("text", textField);
    json.writeEndObject();
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
    return new ControlResponses.IntegratedEmbeddingResult(
        required("embed.model", model),
        Optional.ofNullable(metric),
        dimension == null ? OptionalInt.empty() : OptionalInt.of(dimension),
        vectorType,
        fieldMap,
        readParameters,
        writeParameters);
  }
}
