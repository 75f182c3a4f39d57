package io.pinelink.control;

import io.pinelink.model.Fields;
import io.pinelink.model.Metric;
import io.pinelink.model.VectorType;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The integrated embedding of an index, with which the service embeds its records.
 *
 * <p>Source: ModelIndexEmbed, API version 2026-04.
 */
public sealed interface IntegratedEmbedding
    permits io.pinelink.internal.response.ControlResponses.IntegratedEmbeddingResult {
  /** Returns the name of the hosted model. */
  String model();

  /** Returns the metric; empty if the service did not report it. */
  Optional<Metric> metric();

  /** Returns the dimension of the vectors; empty for a sparse model. */
  OptionalInt dimension();

  /** Returns the type of the model's vectors. */
  VectorType vectorType();

  /** Returns the record field that is embedded, by the model's name of its input: {@code text}. */
  Map<String, String> fieldMap();

  /** Returns the model's parameters for embedding queries. */
  Fields readParameters();

  /** Returns the model's parameters for embedding records. */
  Fields writeParameters();

  /** Returns the record field whose text is embedded; empty if none is mapped. */
  Optional<String> textField();
}
