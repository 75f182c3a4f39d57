package io.pinelink.inference;

import io.pinelink.model.Fields;
import java.util.Optional;

/** The position of a document in a ranking. */
public sealed interface RankedDocument
    permits io.pinelink.internal.response.InferenceResponses.RankedDocumentResult {
  /** Returns the document's position in the request, from 0. */
  int index();

  /** Returns the relevance, 0 to 1; higher is better. */
  float score();

  /** Returns the document; empty if the request did not ask for it. */
  Optional<Fields> document();
}
