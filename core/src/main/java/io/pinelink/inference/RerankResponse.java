package io.pinelink.inference;

import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Optional;

/**
 * Documents in the order of their relevance.
 *
 * @param model the name of the model; empty if the service did not say
 * @param documents at most {@code topN} of them, best first
 * @param rerankUnits what the call cost; 0 if the service did not say
 */
public record RerankResponse(
    Optional<String> model, List<RankedDocument> documents, long rerankUnits, ResponseInfo info) {
  /** Copies the documents. */
  public RerankResponse {
    documents = List.copyOf(documents);
  }
}
