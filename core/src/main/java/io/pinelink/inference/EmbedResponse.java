package io.pinelink.inference;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import java.util.List;
import java.util.Objects;

/**
 * The embeddings of texts.
 *
 * @param model the name of the model
 * @param vectorType whether the embeddings are dense or sparse
 * @param embeddings one for each text, in the request's order
 * @param totalTokens the tokens that the call consumed; 0 if the service did not report them
 */
public record EmbedResponse(
    String model,
    VectorType vectorType,
    List<Embedding> embeddings,
    long totalTokens,
    ResponseInfo info)
    implements Response {
  /** Copies the embeddings. */
  public EmbedResponse {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(vectorType, "vectorType");
    Objects.requireNonNull(info, "info");
    embeddings = Check.copy("embeddings", embeddings);
  }
}
