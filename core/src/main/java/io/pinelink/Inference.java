package io.pinelink;

import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.EmbedResponse;
import io.pinelink.inference.ListModelsRequest;
import io.pinelink.inference.ModelInfo;
import io.pinelink.inference.RerankRequest;
import io.pinelink.inference.RerankResponse;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.validation.Check;
import io.pinelink.model.ListResponse;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The service's hosted models, which embed texts and rerank documents. Calls go to {@code
 * api.pinecone.io}, always over public routes, regardless of the route policy, so texts leave the
 * private network. Requires the artifact {@code io.pinelink:pinelink-rest}. Get it from {@link
 * Pinelink#inference()}.
 *
 * <p>Immutable and thread-safe. Calls block and throw as in {@link Index}, and throw an {@link
 * IllegalStateException} if the transport is missing.
 *
 * <p>Not meant to be extended. It is not final only so that frameworks can create proxies of it.
 */
public class Inference extends Facade {
  private final Executor callbacks;
  private final AsyncInference async;

  Inference(Caller caller, Executor callbacks) {
    super(caller.inPlace());
    this.callbacks = callbacks;
    this.async = new AsyncInference(this.caller);
  }

  /** Returns the asynchronous variant of this object. */
  public AsyncInference async() {
    return new AsyncInference(caller.completingOn(callbacks));
  }

  /** Returns a view of the models with other call settings. */
  public Inference with(CallOptions options) {
    return new Inference(options.applyTo(caller), callbacks);
  }

  /**
   * Embeds texts as vectors, one for each text, in the order of the texts.
   *
   * @throws io.pinelink.error.ServiceException also if the model does not exist, or does not accept
   *     the parameters or the number of texts
   */
  public EmbedResponse embed(EmbedRequest request) {
    return Futures.await(async.embed(request));
  }

  /** Embeds texts, as {@link #embed(EmbedRequest)} does. */
  public EmbedResponse embed(
      String model, List<String> texts, Consumer<EmbedRequest.Builder> request) {
    return embed(Check.configured(EmbedRequest.builder(model, texts), request).build());
  }

  /**
   * Sorts documents by their relevance to a query, best first.
   *
   * @throws io.pinelink.error.ServiceException also if the model does not exist, or a document
   *     lacks a field that is ranked
   */
  public RerankResponse rerank(RerankRequest request) {
    return Futures.await(async.rerank(request));
  }

  /** Sorts texts by relevance, as {@link #rerank(RerankRequest)} does. */
  public RerankResponse rerank(
      String model, String query, List<String> texts, Consumer<RerankRequest.Builder> request) {
    return rerank(Check.configured(RerankRequest.builder(model, query, texts), request).build());
  }

  /** Lists all hosted models: short for {@link #listModels(ListModelsRequest)}. */
  public ListResponse<ModelInfo> listModels() {
    return listModels(ListModelsRequest.all());
  }

  /** Lists hosted models. */
  public ListResponse<ModelInfo> listModels(ListModelsRequest request) {
    return Futures.await(async.listModels(request));
  }

  /** Lists hosted models, as {@link #listModels(ListModelsRequest)} does. */
  public ListResponse<ModelInfo> listModels(Consumer<ListModelsRequest.Builder> request) {
    return listModels(Check.configured(ListModelsRequest.builder(), request).build());
  }

  /**
   * Describes a hosted model. Source: getModel, API version 2026-04.
   *
   * @throws io.pinelink.error.NotFoundException if no model has this name
   */
  public ModelInfo describeModel(String model) {
    return Futures.await(async.describeModel(model));
  }
}
