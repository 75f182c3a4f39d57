package io.pinelink.control;

import io.pinelink.model.Fields;
import io.pinelink.model.Metric;
import io.pinelink.model.VectorType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the service embeds the records of an index by itself.
 *
 * <p>Source: ModelIndexEmbed, API version 2026-04.
 *
 * @param model the name of the hosted model
 * @param metric how distances are measured; empty if the service did not say
 * @param dimension how many values each vector has; empty for a sparse model
 * @param vectorType what the model makes
 * @param fieldMap which field of a record is embedded, by what the model takes: {@code text}
 * @param readParameters what the model is told when it embeds a query
 * @param writeParameters what the model is told when it embeds a record
 */
public record IntegratedEmbedding(
    String model,
    Optional<Metric> metric,
    OptionalInt dimension,
    VectorType vectorType,
    Map<String, String> fieldMap,
    Fields readParameters,
    Fields writeParameters) {
  /** Copies the map. */
  public IntegratedEmbedding {
    fieldMap = Collections.unmodifiableMap(new LinkedHashMap<>(fieldMap));
  }

  /** The field of a record whose text is embedded; empty if none is mapped. */
  public Optional<String> textField() {
    return Optional.ofNullable(fieldMap.get("text"));
  }
}
