package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.spi.InferenceOperations.DESCRIBE_MODEL;
import static io.pinelink.spi.InferenceOperations.EMBED;
import static io.pinelink.spi.InferenceOperations.LIST_MODELS;
import static io.pinelink.spi.InferenceOperations.RERANK;

import io.pinelink.inference.ListModelsRequest;
import java.util.List;

/** The rows of hosted models, at the control plane's host. */
final class InferenceBindings {
  static final List<RestBinding<?, ?>> BINDINGS =
      List.of(
          new RestBinding<>(
              EMBED,
              r -> RestRequest.post("/embed", InferenceToJson.embed(r)),
              InferenceFromJson::embed),
          new RestBinding<>(
              RERANK,
              r -> RestRequest.post("/rerank", InferenceToJson.rerank(r)),
              InferenceFromJson::rerank),
          new RestBinding<>(
              LIST_MODELS, r -> RestRequest.get(modelsPath(r)), ModelFromJson::models),
          new RestBinding<>(
              DESCRIBE_MODEL,
              r -> RestRequest.get("/models/" + segment(r.model())),
              ModelFromJson::model));

  private InferenceBindings() {}

  private static String modelsPath(ListModelsRequest request) {
    UrlQuery query = new UrlQuery("/models");
    request.type().ifPresent(type -> query.add("type", type.value()));
    request.vectorType().ifPresent(type -> query.add("vector_type", type.value()));
    return query.path();
  }
}
