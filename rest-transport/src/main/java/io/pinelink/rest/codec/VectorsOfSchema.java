package io.pinelink.rest.codec;

import io.pinelink.control.BackupDescription;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IntegratedEmbedding;
import io.pinelink.control.SchemaField;
import io.pinelink.control.SchemaField.FieldEmbedding;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.model.Metric;
import io.pinelink.model.VectorType;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The metric, dimension, vector type and embedding of an index, or of a backup of one, which API
 * version 2026-07 reports as properties of the fields of its schema.
 */
final class VectorsOfSchema {
  private VectorsOfSchema() {}

  /** Adds them to the description of an index. */
  static void add(IndexSchema schema, IndexDescription.Builder index) {
    Vectors vectors = of(schema);
    if (vectors != null) {
      index.vectorType(vectors.type());
      vectors.metric().ifPresent(index::metric);
      vectors.dimension().ifPresent(index::dimension);
    }
    schema
        .fields()
        .forEach(
            (name, field) -> {
              if (field instanceof SchemaField.SemanticText text) {
                index.embed(integrated(name, text.embedding()));
              }
            });
  }

  /** Adds the metric and the dimension to the description of a backup. */
  static void add(IndexSchema schema, BackupDescription.Builder backup) {
    Vectors vectors = of(schema);
    if (vectors != null) {
      vectors.metric().ifPresent(backup::metric);
      vectors.dimension().ifPresent(backup::dimension);
    }
  }

  /** Returns the vectors of a schema; null for none. A dense field takes precedence. */
  private static @Nullable Vectors of(IndexSchema schema) {
    Vectors found = null;
    for (SchemaField field : schema.fields().values()) {
      Vectors vectors = of(field);
      if (vectors != null && (found == null || vectors.type().equals(VectorType.DENSE))) {
        found = vectors;
      }
    }
    return found;
  }

  private static @Nullable Vectors of(SchemaField field) {
    if (field instanceof SchemaField.DenseVector dense) {
      return new Vectors(
          VectorType.DENSE, Optional.of(dense.metric()), OptionalInt.of(dense.dimension()));
    }
    if (field instanceof SchemaField.SemanticText text) {
      return of(typeOf(text.embedding()), text.embedding());
    }
    if (field instanceof SchemaField.Text text && text.embed().isPresent()) {
      return of(VectorType.DENSE, text.embed().get());
    }
    boolean isSparse =
        field instanceof SchemaField.SparseVector
            || (field instanceof SchemaField.Text text && text.sparseEmbed().isPresent());
    return isSparse
        ? new Vectors(VectorType.SPARSE, Optional.of(Metric.DOT_PRODUCT), OptionalInt.empty())
        : null;
  }

  private static Vectors of(VectorType type, FieldEmbedding embedding) {
    return new Vectors(type, embedding.metric(), embedding.dimension());
  }

  /** Only sparse models have no dimension. */
  private static VectorType typeOf(FieldEmbedding embedding) {
    return embedding.dimension().isPresent() ? VectorType.DENSE : VectorType.SPARSE;
  }

  private static IntegratedEmbedding integrated(String field, FieldEmbedding embedding) {
    return new ControlResponses.IntegratedEmbeddingResult(
        embedding.model().orElse(""),
        embedding.metric(),
        embedding.dimension(),
        typeOf(embedding),
        Map.of("text", field),
        embedding.readParameters(),
        embedding.writeParameters());
  }

  private record Vectors(VectorType type, Optional<Metric> metric, OptionalInt dimension) {}
}
