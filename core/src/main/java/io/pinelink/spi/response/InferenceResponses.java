package io.pinelink.spi.response;

import io.pinelink.inference.EmbedResponse;
import io.pinelink.inference.Embedding;
import io.pinelink.inference.InferenceBridge;
import io.pinelink.inference.RankedDocument;
import io.pinelink.inference.RerankResponse;
import io.pinelink.inference.SupportedParameter;
import io.pinelink.model.Fields;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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

  /** Creates the position of a document in a ranking. */
  public static RankedDocument ranked(int index, float score, Optional<Fields> document) {
    return new RankedDocumentResult(index, score, document);
  }

  /** Creates a parameter that a model accepts. */
  public static SupportedParameter parameter(
      String name,
      String type,
      String valueType,
      boolean required,
      List<Object> allowedValues,
      OptionalDouble min,
      OptionalDouble max,
      Optional<Object> defaultValue) {
    return new SupportedParameterResult(
        name, type, valueType, required, allowedValues, min, max, defaultValue);
  }
}
