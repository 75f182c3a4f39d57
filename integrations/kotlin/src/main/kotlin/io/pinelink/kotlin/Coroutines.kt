package io.pinelink.kotlin

import io.pinelink.AsyncControlPlane
import io.pinelink.AsyncDocumentIndex
import io.pinelink.AsyncIndex
import io.pinelink.AsyncInference
import io.pinelink.AsyncRecordIndex
import io.pinelink.ControlPlane
import io.pinelink.DocumentIndex
import io.pinelink.Index
import io.pinelink.Inference
import io.pinelink.Pinelink
import io.pinelink.RecordIndex
import io.pinelink.model.Page
import io.pinelink.model.PaginatedRequest
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow

/**
 * Builds a client: `pinelink { routePolicy(RoutePolicy.privateRequired()) }`. It opens no connection yet, and must be
 * closed. Without a key in the block, the API key is read from the environment variable `PINECONE_API_KEY`.
 *
 * @throws IllegalStateException if there is no API key, or no transport on the class path
 */
public fun pinelink(configure: Pinelink.Builder.() -> Unit = {}): Pinelink =
  Pinelink.builder().apply(configure).build()

/** Returns the client for coroutines. It shares the connections of this client, which owns them. */
public fun Pinelink.coroutines(): CoroutinePinelink = CoroutinePinelink(this)

/** Returns this index for coroutines. */
public fun Index.coroutines(): CoroutineIndex = CoroutineIndex(async())

/** Returns this index for coroutines. */
public fun AsyncIndex.coroutines(): CoroutineIndex = CoroutineIndex(this)

/** Returns this index for coroutines. */
public fun DocumentIndex.coroutines(): CoroutineDocumentIndex = CoroutineDocumentIndex(async())

/** Returns this index for coroutines. */
public fun AsyncDocumentIndex.coroutines(): CoroutineDocumentIndex = CoroutineDocumentIndex(this)

/** Returns this index for coroutines. */
public fun RecordIndex.coroutines(): CoroutineRecordIndex = CoroutineRecordIndex(async())

/** Returns this index for coroutines. */
public fun AsyncRecordIndex.coroutines(): CoroutineRecordIndex = CoroutineRecordIndex(this)

/** Returns this control plane for coroutines. */
public fun ControlPlane.coroutines(): CoroutineControlPlane = CoroutineControlPlane(async())

/** Returns this control plane for coroutines. */
public fun AsyncControlPlane.coroutines(): CoroutineControlPlane = CoroutineControlPlane(this)

/** Returns the embedding and reranking of texts for coroutines. */
public fun Inference.coroutines(): CoroutineInference = CoroutineInference(async())

/** Returns the embedding and reranking of texts for coroutines. */
public fun AsyncInference.coroutines(): CoroutineInference = CoroutineInference(this)

/**
 * Returns the pages of any paginated call with their tokens:
 * `pages(ListIdsRequest.all()) { docs.listIds(it) }`. A page is requested when the collector is done with the one
 * before. Functions such as [CoroutineIndex.listAllIds] return the items.
 *
 * @param first the request of the first page
 * @param list requests one page
 * @throws IllegalStateException if the service returns the token of a page again with that page
 */
public fun <Q : PaginatedRequest<Q, *>, P : Page<*>> pages(first: Q, list: suspend (Q) -> P): Flow<P> = flow {
  var request = first
  var token: String? = null
  do {
    val page = list(request)
    emit(page)
    val next = page.nextToken
    check(next == null || next != token) { "the service returned the same page token again: $next" }
    token = next
    request = next?.let(request::withPaginationToken) ?: request
  } while (token != null)
}
