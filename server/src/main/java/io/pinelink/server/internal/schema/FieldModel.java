package io.pinelink.server.internal.schema;

import io.pinelink.server.internal.inference.HostedModel;
import io.pinelink.server.internal.store.SimilarityFunction;
import java.util.Map;

/**
 * The hosted model that embeds a field of text.
 *
 * @param dimension the number of dense values; 0 for a sparse model
 * @param readParameters the model's parameters for a query, including defaults
 * @param writeParameters the model's parameters for a document, including defaults
 */
public record FieldModel(
    HostedModel model,
    int dimension,
    SimilarityFunction metric,
    Map<String, Object> readParameters,
    Map<String, Object> writeParameters) {}
