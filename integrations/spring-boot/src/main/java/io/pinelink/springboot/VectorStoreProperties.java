package io.pinelink.springboot;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The properties of the vector store for Spring AI. An absent property leaves the default of the
 * store's builder.
 *
 * @param index Index of the vector store for Spring AI, by the name of its qualifier. Default: the
 *     only one.
 * @param namespace Namespace of the store. Default: the namespace of the index.
 * @param contentFieldName Metadata key, or field of a document index, of the text. Default:
 *     document_content.
 * @param distanceMetadataFieldName Metadata key of the distance in matches. Default: distance.
 * @param metric Metric of the index: cosine, euclidean or dotproduct. Default: the index is asked.
 * @param embeddingFieldName Dense field of a document index. Default: embedding.
 * @param metadataFields Metadata that matches in a document index have. Default: all, and the
 *     embeddings too.
 * @param hybridSearch Whether searches of a document index also rank by the words of the query.
 *     Default: false.
 */
@ConfigurationProperties(PinelinkProperties.PREFIX + "." + VectorStoreProperties.GROUP)
record VectorStoreProperties(
    @Nullable String index,
    @Nullable String namespace,
    @Nullable String contentFieldName,
    @Nullable String distanceMetadataFieldName,
    @Nullable String metric,
    @Nullable String embeddingFieldName,
    @Nullable List<String> metadataFields,
    @Nullable Boolean hybridSearch) {
  static final String GROUP = "spring-ai";
}
