package io.pinelink.server.internal.inference;

import io.pinelink.server.internal.store.SimilarityFunction;
import java.util.List;
import java.util.Optional;

/**
 * A model as {@code GET /models} tells it.
 *
 * @param kind what it does
 * @param dimensions the sizes it makes, its default first; none unless it is dense
 * @param metrics the metrics that suit it, its default first; none for a reranker
 * @param maxSequenceLength how many tokens one input may have, for a reranker query and document
 *     together
 * @param maxBatchSize how many inputs or documents one request may have
 * @param parameters what it can be told
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

  /** Its default size; 0 unless it is dense. */
  public int defaultDimension() {
    return dimensions.isEmpty() ? 0 : dimensions.get(0);
  }

  public Optional<ModelParameter> parameter(String wanted) {
    return parameters.stream().filter(parameter -> parameter.name().equals(wanted)).findFirst();
  }
}
