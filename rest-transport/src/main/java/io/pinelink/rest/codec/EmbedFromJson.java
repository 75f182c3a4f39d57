package io.pinelink.rest.codec;

import static io.pinelink.rest.json.JsonReader.required;

import io.pinelink.control.IntegratedEmbedding;
import io.pinelink.model.Fields;
import io.pinelink.model.Metric;
import io.pinelink.model.VectorType;
import io.pinelink.rest.json.JsonReader;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The decoding of an index's member {@code embed}, API version 2026-04. */
final class EmbedFromJson {
  private EmbedFromJson() {}

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
