package io.pinelink.inference;

import io.pinelink.model.Response;
import io.pinelink.model.VectorType;
import java.util.List;
import java.util.OptionalLong;

/** The embeddings of texts. */
public sealed interface EmbedResponse extends Response
    permits io.pinelink.internal.response.InferenceResponses.EmbedResult {
  /** Returns the name of the model. */
  String model();

  /** Returns whether the embeddings are dense or sparse. */
  VectorType vectorType();

  /** Returns one for each text, in the request's order. */
  List<Embedding> embeddings();

  /** Returns the tokens that the call consumed; empty if the service did not report them. */
  OptionalLong totalTokens();
}
