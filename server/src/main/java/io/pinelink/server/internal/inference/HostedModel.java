package io.pinelink.server.internal.inference;

import io.pinelink.server.internal.store.SimilarityFunction;
import java.util.List;
import java.util.Optional;

/**
 * A model as {@code GET /models} describes it.
 *
 * @param kind the kind of the model
 * @param dimensions the supported dimensions, the default first; empty unless the model is dense
 * @param metrics the supported metrics, the default first; empty for a reranker
 * @param maxSequenceLength the maximum number of tokens of one input; for a reranker, of query and
 *     document together
 * @param maxBatchSize the maximum number of inputs or documents in one request
 * @param parameters the parameters that the model accepts
 */
public record HostedModel(
    String name,
    String description,
    String provider,
    Kind kind,
    List<Integer> dimensions,
    List<SimilarityFunction> metrics,
    int maxSequenceLength,
    int maxBatchSize,
    List<ModelParameter> parameters) {

  enum Kind {
    DENSE,
    SPARSE,
    RERANK
  }

  public boolean embeds() {
    return kind != Kind.RERANK;
  }

  /** Returns the default dimension; 0 unless the model is dense. */
  public int defaultDimension() {
    return dimensions.isEmpty() ? 0 : dimensions.get(0);
  }

  public Optional<ModelParameter> parameter(String wanted) {
    return parameters.stream().filter(parameter -> parameter.name().equals(wanted)).findFirst();
  }
}
