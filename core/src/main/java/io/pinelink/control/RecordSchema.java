package io.pinelink.control;

import io.pinelink.documents.DocumentField;
import io.pinelink.documents.DocumentMapper;
import io.pinelink.documents.FullText;
import io.pinelink.model.DenseValues;
import io.pinelink.model.Metric;
import io.pinelink.model.SparseValues;
import java.util.Optional;

/** The schema of a record class, from its annotations. */
final class RecordSchema {
  private RecordSchema() {}

  static IndexSchema of(Class<? extends Record> recordClass) {
    IndexSchema.Builder schema = IndexSchema.builder();
    for (DocumentMapper.Field field : DocumentMapper.of(recordClass).fields()) {
      if (field.type() == float[].class || field.type() == DenseValues.class) {
        DocumentField settings = dense(recordClass, field);
        schema.denseVector(
            field.name(), settings.dimension(), metric(recordClass, field, settings));
      } else if (field.type() == SparseValues.class) {
        schema.sparseVector(field.name());
      } else if (field.fullText().isPresent()) {
        schema.text(field.name(), analysis(field.fullText().get()));
      }
    }
    return schema.build();
  }

  private static DocumentField dense(
      Class<? extends Record> recordClass, DocumentMapper.Field field) {
    return field
        .annotation()
        .filter(settings -> settings.dimension() != 0)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    what(recordClass, field)
                        + " has no dimension, expected @DocumentField(dimension = 1 to 20000)"));
  }

  private static Metric metric(
      Class<? extends Record> recordClass, DocumentMapper.Field field, DocumentField settings) {
    Metric metric = new Metric(settings.metric());
    if (!metric.isKnown()) {
      throw new IllegalArgumentException(
          "%s has the metric '%s', expected cosine, dotproduct or euclidean"
              .formatted(what(recordClass, field), metric));
    }
    return metric;
  }

  private static String what(Class<? extends Record> recordClass, DocumentMapper.Field field) {
    return "field '" + field.name() + "' of " + recordClass.getName();
  }

  private static FullTextSearch analysis(FullText settings) {
    return new FullTextSearch(
        Optional.of(settings.language()).filter(language -> !language.isEmpty()),
        settings.stemming(),
        settings.stopWords(),
        Optional.empty());
  }
}
