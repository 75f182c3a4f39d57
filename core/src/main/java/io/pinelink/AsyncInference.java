package io.pinelink;

import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.EmbedResponse;
import io.pinelink.inference.ListModelsRequest;
import io.pinelink.inference.ListModelsResponse;
import io.pinelink.inference.ModelInfo;
import io.pinelink.inference.RerankRequest;
import io.pinelink.inference.RerankResponse;
import io.pinelink.internal.call.Caller;
import io.pinelink.routing.Route;
import io.pinelink.spi.InferenceOperations;
import io.pinelink.spi.request.DescribeModelRequest;
import java.util.concurrent.CompletableFuture;

/**
 * The calls of {@link Inference}, without waiting: each returns at once. Futures behave as those of
 * {@link AsyncIndex}.
 *
 * <p>Immutable and thread-safe.
 */
public final class AsyncInference {
  private final Caller caller;

  AsyncInference(Caller caller) {
    this.caller = caller;
  }

  /** As {@link Inference#route()}. */
  public Route route() {
    return caller.route();
  }

  /** As {@link Inference#with(CallOptions)}. */
  public AsyncInference with(CallOptions options) {
    return new AsyncInference(options.applyTo(caller));
  }

  /** As {@link Inference#embed(EmbedRequest)}. */
  public CompletableFuture<EmbedResponse> embed(EmbedRequest request) {
    return caller.call(InferenceOperations.EMBED, request);
  }

  /** As {@link Inference#rerank(RerankRequest)}. */
  public CompletableFuture<RerankResponse> rerank(RerankRequest request) {
    return caller.call(InferenceOperations.RERANK, request);
  }

  /** As {@link Inference#listModels()}. */
  public CompletableFuture<ListModelsResponse> listModels() {
    return listModels(ListModelsRequest.all());
  }

  /** As {@link Inference#listModels(ListModelsRequest)}. */
  public CompletableFuture<ListModelsResponse> listModels(ListModelsRequest request) {
    return caller.call(InferenceOperations.LIST_MODELS, request);
  }

  /** As {@link Inference#describeModel(String)}. */
  public CompletableFuture<ModelInfo> describeModel(String model) {
    return caller.call(InferenceOperations.DESCRIBE_MODEL, new DescribeModelRequest(model));
  }

  /** The route. */
  @Override
  public String toString() {
    return "AsyncInference[" + route() + "]";
  }
}
