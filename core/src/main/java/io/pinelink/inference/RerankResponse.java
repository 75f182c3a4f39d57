package io.pinelink.inference;

import io.pinelink.model.Response;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Documents, sorted by relevance. */
public sealed interface RerankResponse extends Response
    permits io.pinelink.internal.response.InferenceResponses.RerankResult {
  /** Returns the name of the model; empty if the service did not report it. */
  Optional<String> model();

  /** Returns at most {@code topN} of them, best first. */
  List<RankedDocument> documents();

  /** Returns the rerank units of the call; empty if the service did not report them. */
  OptionalLong rerankUnits();
}
