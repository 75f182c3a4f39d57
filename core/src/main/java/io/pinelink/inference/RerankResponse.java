package io.pinelink.inference;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Documents, sorted by relevance.
 *
 * @param model the name of the model; empty if the service did not report it
 * @param documents at most {@code topN} of them, best first
 * @param rerankUnits the rerank units of the call; 0 if the service did not report them
 */
public record RerankResponse(
    Optional<String> model, List<RankedDocument> documents, long rerankUnits, ResponseInfo info)
    implements Response {
  /** Copies the documents. */
  public RerankResponse {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(info, "info");
    documents = Check.copy("documents", documents);
  }
}
