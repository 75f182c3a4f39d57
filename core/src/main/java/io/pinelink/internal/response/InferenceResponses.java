package io.pinelink.internal.response;

import io.pinelink.inference.EmbedResponse;
import io.pinelink.inference.Embedding;
import io.pinelink.inference.RankedDocument;
import io.pinelink.inference.RerankResponse;
import io.pinelink.inference.SupportedParameter;
import io.pinelink.internal.validation.Check;
import io.pinelink.model.Fields;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Creates the responses of inference. For transports, and for tests that stand in for them. */
public final class InferenceResponses {
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

  /** A {@link EmbedResponse}. */
  public record EmbedResult(
      String model,
      VectorType vectorType,
      List<Embedding> embeddings,
      OptionalLong totalTokens,
      ResponseInfo info)
      implements EmbedResponse {
    /** Copies the content. */
    public EmbedResult {
      Objects.requireNonNull(totalTokens, "totalTokens is null");
      Objects.requireNonNull(model, "model is null");
      Objects.requireNonNull(vectorType, "vectorType is null");
      Objects.requireNonNull(info, "info is null");
      embeddings = Check.copy("embeddings", embeddings);
    }
  }

  /** A {@link RerankResponse}. */
  public record RerankResult(
      Optional<String> model,
      List<RankedDocument> documents,
      OptionalLong rerankUnits,
      ResponseInfo info)
      implements RerankResponse {
    /** Copies the content. */
    public RerankResult {
      Objects.requireNonNull(rerankUnits, "rerankUnits is null");
      Objects.requireNonNull(model, "model is null");
      Objects.requireNonNull(info, "info is null");
      documents = Check.copy("documents", documents);
    }
  }

  /** A {@link RankedDocument}. */
  public record RankedDocumentResult(int index, float score, Optional<Fields> document)
      implements RankedDocument {
    /** Checks that no part is null. */
    public RankedDocumentResult {
      Objects.requireNonNull(document, "document is null");
    }
  }

  /** A {@link SupportedParameter}. */
  public record SupportedParameterResult(
      String name,
      String type,
      String valueType,
      boolean required,
      List<Object> allowedValues,
      OptionalDouble min,
      OptionalDouble max,
      Optional<Object> defaultValue)
      implements SupportedParameter {
    /** Copies the allowed values. */
    public SupportedParameterResult {
      Objects.requireNonNull(name, "name is null");
      Objects.requireNonNull(type, "type is null");
      Objects.requireNonNull(valueType, "valueType is null");
      Objects.requireNonNull(min, "min is null");
      Objects.requireNonNull(max, "max is null");
      Objects.requireNonNull(defaultValue, "defaultValue is null");
      allowedValues = Check.copy("allowedValues", allowedValues);
    }
  }
}
