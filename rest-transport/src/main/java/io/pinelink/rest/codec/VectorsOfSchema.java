package io.pinelink.rest.codec;

import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IntegratedEmbedding;
import io.pinelink.control.SchemaField;
import io.pinelink.control.SchemaField.FieldEmbedding;
import io.pinelink.model.Metric;
import io.pinelink.model.VectorType;
import java.util.Map;

/**
 * The metric, dimension, vector type and embedding of an index, which API version 2026-07 reports
 * as properties of the fields of its schema.
 */
final class VectorsOfSchema {
  private VectorsOfSchema() {}

  /** Adds them to a description. A dense field takes precedence over a sparse one. */
  static void add(IndexSchema schema, IndexDescription.Builder index) {
    schema.fields().forEach((name, field) -> addSparse(field, index));
    schema.fields().forEach((name, field) -> addDense(name, field, index));
  }

  private static void addSparse(SchemaField field, IndexDescription.Builder index) {
    boolean isSparse =
        field instanceof SchemaField.SparseVector
            || (field instanceof SchemaField.Text text && text.sparseEmbed().isPresent());
    if (isSparse) {
      index.vectorType(VectorType.SPARSE).metric(Metric.DOT_PRODUCT);
    }
  }

  private static void addDense(String name, SchemaField field, IndexDescription.Builder index) {
    if (field instanceof SchemaField.DenseVector dense) {
      index.vectorType(VectorType.DENSE).metric(dense.metric()).dimension(dense.dimension());
    } else if (field instanceof SchemaField.SemanticText text) {
      index.embed(integrated(name, text.embedding()));
      add(typeOf(text.embedding()), text.embedding(), index);
    } else if (field instanceof SchemaField.Text text && text.embed().isPresent()) {
      add(VectorType.DENSE, text.embed().get(), index);
    }
  }

  private static void add(
      VectorType type, FieldEmbedding embedding, IndexDescription.Builder index) {
    index.vectorType(type);
    embedding.metric().ifPresent(index::metric);
    embedding.dimension().ifPresent(index::dimension);
  }

  /** Only sparse models have no dimension. */
  private static VectorType typeOf(FieldEmbedding embedding) {
    return embedding.dimension().isPresent() ? VectorType.DENSE : VectorType.SPARSE;
  }

  private static IntegratedEmbedding integrated(String field, FieldEmbedding embedding) {
    return new IntegratedEmbedding(
        embedding.model().orElse(""),
        embedding.metric(),
        embedding.dimension(),
        typeOf(embedding),
        Map.of("text", field),
        embedding.readParameters(),
        embedding.writeParameters());
  }
}
