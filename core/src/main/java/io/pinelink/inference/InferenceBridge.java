package io.pinelink.inference;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Fields;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The implementation of this package's responses, which {@code
 * io.pinelink.spi.response.InferenceResponses} creates for transports. Not for applications: they
 * receive responses from calls, and create them for tests with the module {@code pinelink-testing}.
 */
public abstract class InferenceBridge {
  /** For the SPI. */
  protected InferenceBridge() {}

  /** A {@link EmbedResponse}. */
  protected record EmbedResult(
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
  protected record RerankResult(
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
  protected record RankedDocumentResult(int index, float score, Optional<Fields> document)
      implements RankedDocument {
    /** Checks that no part is null. */
    public RankedDocumentResult {
      Objects.requireNonNull(document, "document is null");
    }
  }

  /** A {@link SupportedParameter}. */
  protected record SupportedParameterResult(
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
