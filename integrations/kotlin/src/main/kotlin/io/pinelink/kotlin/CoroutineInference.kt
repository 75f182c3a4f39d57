package io.pinelink.kotlin

import io.pinelink.AsyncInference
import io.pinelink.CallOptions
import io.pinelink.Inference
import io.pinelink.inference.EmbedRequest
import io.pinelink.inference.EmbedResponse
import io.pinelink.inference.ListModelsRequest
import io.pinelink.inference.ModelInfo
import io.pinelink.inference.RerankRequest
import io.pinelink.inference.RerankResponse
import io.pinelink.model.ListResponse
import io.pinelink.routing.Route
import kotlinx.coroutines.future.await

/**
 * The embedding and reranking of texts for coroutines, over [AsyncInference]. Each call suspends until the response
 * has arrived; cancelling the coroutine ends the exchange on the wire. Failures are the exceptions of [Inference].
 *
 * Immutable and thread-safe. Calls may be made from any dispatcher, and block none.
 *
 * @property async the Java API below, also for what this class leaves out
 */
public class CoroutineInference internal constructor(public val async: AsyncInference) {
  /** The route of the next call, which is always public. */
  public val route: Route get() = async.route()

  /** Returns a view with other call settings, such as a timeout. */
  public fun with(options: CallOptions): CoroutineInference = CoroutineInference(async.with(options))

  /** Embeds texts by a hosted model. */
  public suspend fun embed(request: EmbedRequest): EmbedResponse = async.embed(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun embed(
    model: String,
    texts: List<String>,
    request: EmbedRequest.Builder.() -> Unit = {},
  ): EmbedResponse = async.embed(model, texts, request).await()

  /** Sorts documents by their relevance to a query. */
  public suspend fun rerank(request: RerankRequest): RerankResponse = async.rerank(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun rerank(
    model: String,
    query: String,
    texts: List<String>,
    request: RerankRequest.Builder.() -> Unit = {},
  ): RerankResponse = async.rerank(model, query, texts, request).await()

  /** Lists hosted models. */
  public suspend fun listModels(request: ListModelsRequest = ListModelsRequest.all()): ListResponse<ModelInfo> =
    async.listModels(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun listModels(request: ListModelsRequest.Builder.() -> Unit): ListResponse<ModelInfo> =
    async.listModels(request).await()

  /** Describes a hosted model. */
  public suspend fun describeModel(model: String): ModelInfo = async.describeModel(model).await()

  /** Returns the class name and the route. */
  override fun toString(): String = "CoroutineInference[$route]"
}
