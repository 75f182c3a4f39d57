package io.pinelink.spi;

import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.EmbedResponse;
import io.pinelink.inference.ListModelsRequest;
import io.pinelink.inference.ModelInfo;
import io.pinelink.inference.RerankRequest;
import io.pinelink.inference.RerankResponse;
import io.pinelink.model.ListResponse;
import io.pinelink.spi.request.ByName;
import org.jspecify.annotations.Nullable;

/** The operations of hosted models, at the control plane's host, over REST only. */
public final class InferenceOperations {
  static final OperationArea AREA =
      new OperationArea(Plane.CONTROL, Operation.REST_ONLY, InferenceOperations::facts);

  /** Embeds texts as vectors. */
  public static final Operation<EmbedRequest, EmbedResponse> EMBED =
      AREA.read("2024-10", "embed", EmbedRequest.class, EmbedResponse.class);

  /** Ranks documents by relevance. */
  public static final Operation<RerankRequest, RerankResponse> RERANK =
      AREA.read("2024-10", "rerank", RerankRequest.class, RerankResponse.class);

  /** Lists hosted models. */
  public static final Operation<ListModelsRequest, ListResponse<ModelInfo>> LIST_MODELS =
      AREA.read("2025-04", "listModels", ListModelsRequest.class, Operation.list());

  /** Describes a hosted model. */
  public static final Operation<ByName, ModelInfo> DESCRIBE_MODEL =
      AREA.read("2025-04", "describeModel", ByName.class, ModelInfo.class);

  private InferenceOperations() {}

  private static @Nullable OperationFacts<?, ?> facts(String operation) {
    return switch (operation) {
      case "embed" ->
          OperationFacts.of(EMBED)
              .batchSize(request -> request.texts().size())
              .rows(response -> response.embeddings().size());
      case "rerank" ->
          OperationFacts.of(RERANK)
              .batchSize(request -> request.documents().size())
              .rows(response -> response.documents().size());
      case "describeModel" ->
          OperationFacts.of(DESCRIBE_MODEL).name("model", ByName::name, ModelInfo::model);
      default -> null;
    };
  }
}
