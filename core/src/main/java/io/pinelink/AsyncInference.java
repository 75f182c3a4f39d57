package io.pinelink;

import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.EmbedResponse;
import io.pinelink.inference.ListModelsRequest;
import io.pinelink.inference.ModelInfo;
import io.pinelink.inference.RerankRequest;
import io.pinelink.inference.RerankResponse;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.validation.Check;
import io.pinelink.model.ListResponse;
import io.pinelink.spi.InferenceOperations;
import io.pinelink.spi.request.ByName;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The asynchronous variant of {@link Inference}: every call returns at once. Futures behave as in
 * {@link AsyncIndex}.
 *
 * <p>Immutable and thread-safe.
 *
 * <p>Not meant to be extended. It is not final only so that frameworks can create proxies of it.
 */
public class AsyncInference extends Facade {
  AsyncInference(Caller caller) {
    super(caller);
  }

  /** Returns a view with other call settings, as {@link Inference#with(CallOptions)} does. */
  public AsyncInference with(CallOptions options) {
    return new AsyncInference(options.applyTo(caller));
  }

  /** Embeds texts, as {@link Inference#embed(EmbedRequest)} does. */
  public CompletableFuture<EmbedResponse> embed(EmbedRequest request) {
    return caller.call(InferenceOperations.EMBED, request);
  }

  /** Embeds texts, as {@link Inference#embed(String, List, Consumer)} does. */
  public CompletableFuture<EmbedResponse> embed(
      String model, List<String> texts, Consumer<EmbedRequest.Builder> request) {
    return embed(Check.configured(EmbedRequest.builder(model, texts), request).build());
  }

  /** Reranks documents, as {@link Inference#rerank(RerankRequest)} does. */
  public CompletableFuture<RerankResponse> rerank(RerankRequest request) {
    return caller.call(InferenceOperations.RERANK, request);
  }

  /** Sorts texts by relevance, as {@link Inference#rerank(String, String, List, Consumer)} does. */
  public CompletableFuture<RerankResponse> rerank(
      String model, String query, List<String> texts, Consumer<RerankRequest.Builder> request) {
    return rerank(Check.configured(RerankRequest.builder(model, query, texts), request).build());
  }

  /** Lists all hosted models, as {@link Inference#listModels()} does. */
  public CompletableFuture<ListResponse<ModelInfo>> listModels() {
    return listModels(ListModelsRequest.all());
  }

  /** Lists hosted models, as {@link Inference#listModels(ListModelsRequest)} does. */
  public CompletableFuture<ListResponse<ModelInfo>> listModels(ListModelsRequest request) {
    return caller.call(InferenceOperations.LIST_MODELS, request);
  }

  /** Lists hosted models, as {@link Inference#listModels(Consumer)} does. */
  public CompletableFuture<ListResponse<ModelInfo>> listModels(
      Consumer<ListModelsRequest.Builder> request) {
    return listModels(Check.configured(ListModelsRequest.builder(), request).build());
  }

  /** Describes a hosted model, as {@link Inference#describeModel(String)} does. */
  public CompletableFuture<ModelInfo> describeModel(String model) {
    return caller.call(InferenceOperations.DESCRIBE_MODEL, ByName.ofModel(model));
  }
}
