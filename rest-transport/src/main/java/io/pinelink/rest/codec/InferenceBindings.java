package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.spi.InferenceOperations.DESCRIBE_MODEL;
import static io.pinelink.spi.InferenceOperations.EMBED;
import static io.pinelink.spi.InferenceOperations.LIST_MODELS;
import static io.pinelink.spi.InferenceOperations.RERANK;

import io.pinelink.inference.ListModelsRequest;
import org.jspecify.annotations.Nullable;

/** The rows of hosted models, at the control plane's host. */
final class InferenceBindings {
  private InferenceBindings() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "embed" ->
          new RestBinding<>(
              EMBED,
              r -> RestRequest.post("/embed", InferenceToJson.embed(r)),
              InferenceFromJson::embed);
      case "rerank" ->
          new RestBinding<>(
              RERANK,
              r -> RestRequest.post("/rerank", InferenceToJson.rerank(r)),
              InferenceFromJson::rerank);
      case "listModels" ->
          new RestBinding<>(
              LIST_MODELS, r -> RestRequest.get(modelsPath(r)), InferenceCodec::models);
      case "describeModel" ->
          new RestBinding<>(
              DESCRIBE_MODEL,
              r -> RestRequest.get("/models/" + segment(r.name())),
              InferenceCodec::model);
      default -> null;
    };
  }

  private static String modelsPath(ListModelsRequest request) {
    UrlQuery query = new UrlQuery("/models");
    request.type().ifPresent(type -> query.add("type", type.value()));
    request.vectorType().ifPresent(type -> query.add("vector_type", type.value()));
    return query.path();
  }
}
