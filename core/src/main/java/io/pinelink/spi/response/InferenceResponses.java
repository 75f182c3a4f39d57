package io.pinelink.spi.response;

import io.pinelink.inference.EmbedResponse;
import io.pinelink.inference.Embedding;
import io.pinelink.inference.InferenceBridge;
import io.pinelink.inference.RankedDocument;
import io.pinelink.inference.RerankResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Creates the responses of inference. For transports, and for tests that stand in for them. */
public final class InferenceResponses extends InferenceBridge {
  private InferenceResponses() {}

  /** Creates the embeddings of texts. */
  public static EmbedResponse embed(
      String model,
      VectorType vectorType,
      List<Embedding> embeddings,
      OptionalLong totalTokens,
      ResponseInfo info) {
    return new EmbedResult(model, vectorType, embeddings, totalTokens, info);
  }

  /** Creates documents by relevance. */
  public static RerankResponse rerank(
      Optional<String> model,
      List<RankedDocument> documents,
      OptionalLong rerankUnits,
      ResponseInfo info) {
    return new RerankResult(model, documents, rerankUnits, info);
  }
}
