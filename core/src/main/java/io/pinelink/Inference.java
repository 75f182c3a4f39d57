package io.pinelink;

import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.EmbedResponse;
import io.pinelink.inference.ListModelsRequest;
import io.pinelink.inference.ListModelsResponse;
import io.pinelink.inference.ModelInfo;
import io.pinelink.inference.RerankRequest;
import io.pinelink.inference.RerankResponse;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.routing.Route;
import java.util.concurrent.Executor;

/**
 * Has the service's models embed texts and rank documents, at {@code api.pinecone.io}: always
 * public, whatever the route policy, so texts leave the private network here. Needs the artifact
 * {@code io.pinelink:pinelink-rest}. Get it from {@link Pinelink#inference()}.
 *
 * <p>Immutable and thread-safe. Calls wait and throw as those of {@link Index}; an {@link
 * IllegalStateException} also if the transport is missing.
 *
 * @see <a href="https://docs.pinecone.io/reference/api">Inference, API version 2026-04</a>
 */
public final class Inference {
  private final Caller caller;
  private final Executor callbacks;
  private final AsyncInference async;

  Inference(Caller caller, Executor callbacks) {
    this.caller = caller.inPlace();
    this.callbacks = callbacks;
    this.async = new AsyncInference(this.caller);
  }

  /** The same calls without waiting. */
  public AsyncInference async() {
    return new AsyncInference(caller.completingOn(callbacks));
  }

  /** The way that the calls take: the control plane's. */
  public Route route() {
    return caller.route();
  }

  /** The models with other settings for their calls. */
  public Inference with(CallOptions options) {
    return new Inference(options.applyTo(caller), callbacks);
  }

  /**
   * Turns texts into vectors, one for each text and in their order.
   *
   * @throws io.pinelink.error.ServiceException also if the service does not know the model, or the
   *     model does not take the parameters or so many texts
   * @see <a href="https://docs.pinecone.io/reference/api">embed, API version 2026-04</a>
   */
  public EmbedResponse embed(EmbedRequest request) {
    return Futures.await(async.embed(request));
  }

  /**
   * Puts documents into the order of their relevance to a query, best first.
   *
   * @throws io.pinelink.error.ServiceException also if the service does not know the model, or a
   *     document lacks a field that counts
   * @see <a href="https://docs.pinecone.io/reference/api">rerank, API version 2026-04</a>
   */
  public RerankResponse rerank(RerankRequest request) {
    return Futures.await(async.rerank(request));
  }

  /** Lists all hosted models: short for {@link #listModels(ListModelsRequest)}. */
  public ListModelsResponse listModels() {
    return listModels(ListModelsRequest.all());
  }

  /**
   * Lists hosted models.
   *
   * @see <a href="https://docs.pinecone.io/reference/api">listModels, API version 2026-04</a>
   */
  public ListModelsResponse listModels(ListModelsRequest request) {
    return Futures.await(async.listModels(request));
  }

  /**
   * Describes a hosted model.
   *
   * @throws io.pinelink.error.NotFoundException if there is none of this name
   * @see <a href="https://docs.pinecone.io/reference/api">getModel, API version 2026-04</a>
   */
  public ModelInfo describeModel(String model) {
    return Futures.await(async.describeModel(model));
  }

  /** The route. */
  @Override
  public String toString() {
    return "Inference[" + route() + "]";
  }
}
