package io.pinelink.springboot;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.inference.SparseEncoder;
import io.pinelink.model.Metric;
import io.pinelink.springai.PinelinkVectorStore;
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

  static PinelinkVectorStore build(
      PinelinkVectorStore.Builder builder, VectorStoreProperties properties) {
    Setters.apply(GROUP + ".namespace", properties.namespace(), builder::namespace);
    Setters.apply(
        GROUP + ".content-field-name", properties.contentFieldName(), builder::contentFieldName);
    Setters.apply(
        GROUP + ".distance-metadata-field-name",
        properties.distanceMetadataFieldName(),
        builder::distanceMetadataFieldName);
    Setters.apply(
        GROUP + ".metric", properties.metric(), metric -> builder.metric(new Metric(metric)));
    Setters.apply(
        GROUP + ".embedding-field-name",
        properties.embeddingFieldName(),
        builder::embeddingFieldName);
    Setters.apply(
        GROUP + ".metadata-fields",
        properties.metadataFields(),
        fields -> builder.metadataFields(fields.toArray(String[]::new)));
    Setters.apply(GROUP + ".hybrid-search", properties.hybridSearch(), builder::hybridSearch);
    try {
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw PinelinkPropertyException.refused(GROUP, e);
    }
  }
}
