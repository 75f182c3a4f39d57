package io.pinelink.springboot;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.inference.SparseEncoder;
import io.pinelink.model.Metric;
import io.pinelink.springai.PinelinkVectorStore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.beans.factory.ObjectProvider;

/** Applies properties to the builder of a vector store. */
final class VectorStoreSettings {
  private static final String GROUP = VectorStoreProperties.GROUP;

  private VectorStoreSettings() {}

  /**
   * Creates a builder for the bean of an index.
   *
   * @throws PinelinkPropertyException if an application has replaced the bean by one of another
   *     type
   */
  static PinelinkVectorStore.Builder newBuilder(
      Object index, EmbeddingModel model, ObjectProvider<SparseEncoder> sparseEncoder) {
    if (index instanceof DocumentIndex documents) {
      return PinelinkVectorStore.builder(documents, model);
    }
    if (index instanceof Index vectors) {
      PinelinkVectorStore.Builder builder = PinelinkVectorStore.builder(vectors, model);
      sparseEncoder.ifUnique(builder::sparseEncoder);
      return builder;
    }
    throw PinelinkPropertyException.refused(
        GROUP + ".index",
        new IllegalArgumentException(
            "the bean is a " + index.getClass().getName() + ", expected Index or DocumentIndex"));
  }

  /**
   * Checks the properties at the start, since the store is built when it is first needed. The
   * builder has the same rules, but needs an open index.
   *
   * @param documents whether the store is in a document index
   * @throws PinelinkPropertyException if one is invalid
   */
  static void check(VectorStoreProperties properties, boolean documents) {
    Setters.apply(GROUP + ".namespace", properties.namespace(), IndexSettings::checkNamespace);
    Setters.apply(GROUP + ".metric", properties.metric(), VectorStoreSettings::checkMetric);
    checkFieldName("content-field-name", properties.contentFieldName());
    checkFieldName("distance-metadata-field-name", properties.distanceMetadataFieldName());
    checkFieldName("embedding-field-name", properties.embeddingFieldName());
    Setters.apply(GROUP, properties, all -> checkTogether(all, documents));
  }

  private static void checkMetric(String metric) {
    if (!new Metric(metric).isKnown()) {
      throw new IllegalArgumentException(
          "metric is '" + metric + "', expected cosine, euclidean or dotproduct");
    }
  }

  private static void checkFieldName(String property, @Nullable String given) {
    Setters.apply(
        GROUP + "." + property,
        given,
        name -> {
          if (name.isBlank() || name.startsWith("$")) {
            throw new IllegalArgumentException(
                "name is '" + name + "', expected text that does not begin with '$'");
          }
        });
  }

  private static void checkTogether(VectorStoreProperties properties, boolean documents) {
    String content = or(properties.contentFieldName(), "document_content");
    if (content.equals(or(properties.distanceMetadataFieldName(), "distance"))) {
      throw new IllegalArgumentException(
          "content-field-name and distance-metadata-field-name are both '" + content + "'");
    }
    if (documents && content.equals(or(properties.embeddingFieldName(), "embedding"))) {
      throw new IllegalArgumentException(
          "content-field-name and embedding-field-name are both '" + content + "'");
    }
    if (!documents && Boolean.TRUE.equals(properties.hybridSearch())) {
      throw new IllegalArgumentException("hybrid-search is true, expected with kind documents");
    }
    if (!documents && properties.metadataFields() != null) {
      throw new IllegalArgumentException("metadata-fields is set, expected with kind documents");
    }
  }

  private static String or(@Nullable String value, String otherwise) {
    return value == null ? otherwise : value;
  }

  static PinelinkVectorStore build(
      PinelinkVectorStore.Builder builder, VectorStoreProperties properties) {
    try {
      ifGiven(properties.namespace(), builder::namespace);
      ifGiven(properties.contentFieldName(), builder::contentFieldName);
      ifGiven(properties.distanceMetadataFieldName(), builder::distanceMetadataFieldName);
      ifGiven(properties.metric(), metric -> builder.metric(new Metric(metric)));
      ifGiven(properties.embeddingFieldName(), builder::embeddingFieldName);
      ifGiven(
          properties.metadataFields(),
          fields -> builder.metadataFields(fields.toArray(String[]::new)));
      ifGiven(properties.hybridSearch(), builder::hybridSearch);
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw PinelinkPropertyException.refused(GROUP, e);
    }
  }

  private static <T> void ifGiven(@Nullable T value, Consumer<T> setter) {
    if (value != null) {
      setter.accept(value);
    }
  }
}
