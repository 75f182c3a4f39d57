package io.pinelink.control;

import io.pinelink.model.Fields;
import io.pinelink.model.Metric;
import io.pinelink.model.VectorType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The integrated embedding of an index, with which the service embeds its records.
 *
 * <p>Source: ModelIndexEmbed, API version 2026-04.
 *
 * @param model the name of the hosted model
 * @param metric the metric; empty if the service did not report it
 * @param dimension the dimension of the vectors; empty for a sparse model
 * @param vectorType the type of the model's vectors
 * @param fieldMap the record field that is embedded, by the model's name of its input: {@code text}
 * @param readParameters the model's parameters for embedding queries
 * @param writeParameters the model's parameters for embedding records
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
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(dimension, "dimension");
    Objects.requireNonNull(vectorType, "vectorType");
    Objects.requireNonNull(fieldMap, "fieldMap");
    Objects.requireNonNull(readParameters, "readParameters");
    Objects.requireNonNull(writeParameters, "writeParameters");
    fieldMap = Collections.unmodifiableMap(new LinkedHashMap<>(fieldMap));
  }

  /** Returns the record field whose text is embedded; empty if none is mapped. */
  public Optional<String> textField() {
    return Optional.ofNullable(fieldMap.get("text"));
  }
}
