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
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The records behind the responses of inference. */
public final class InferenceResponses {
  private InferenceResponses() {}

  public record EmbedResult(
      String model,
      VectorType vectorType,
      List<Embedding> embeddings,
      OptionalLong totalTokens,
      ResponseInfo info)
      implements EmbedResponse {
    public EmbedResult {
      embeddings = Check.copy("embeddings", embeddings);
    }
  }

  public record RerankResult(
      Optional<String> model,
      List<RankedDocument> documents,
      OptionalLong rerankUnits,
      ResponseInfo info)
      implements RerankResponse {
    public RerankResult {
      documents = Check.copy("documents", documents);
    }
  }

  public record RankedDocumentResult(int index, float score, Optional<Fields> document)
      implements RankedDocument {}

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
    public SupportedParameterResult {
      allowedValues = Check.copy("allowedValues", allowedValues);
    }
  }
}
