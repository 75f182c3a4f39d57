package io.pinelink.kotlin

import io.pinelink.AsyncDocumentIndex
import io.pinelink.CallOptions
import io.pinelink.DocumentIndex
import io.pinelink.bulk.BulkOptions
import io.pinelink.bulk.BulkReport
import io.pinelink.documents.Document
import io.pinelink.documents.DocumentUpdate
import io.pinelink.documents.FetchDocumentsRequest
import io.pinelink.documents.FetchDocumentsResponse
import io.pinelink.documents.HybridSearchRequest
import io.pinelink.documents.HybridSearchResponse
import io.pinelink.documents.SearchDocumentsRequest
import io.pinelink.documents.SearchDocumentsResponse
import io.pinelink.documents.UpdateDocumentsRequest
import io.pinelink.documents.UpsertDocumentsRequest
import io.pinelink.error.BulkException
import io.pinelink.model.ConsistencyToken
import io.pinelink.model.DeleteRequest
import io.pinelink.model.DeleteResponse
import io.pinelink.model.IndexStats
import io.pinelink.model.ListIdsRequest
import io.pinelink.model.ListIdsResponse
import io.pinelink.model.UpdateResponse
import io.pinelink.model.UpsertResponse
import io.pinelink.routing.Route
import io.pinelink.routing.Verdict
import kotlin.time.Duration
import kotlin.time.toJavaDuration
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.future.await
import kotlinx.coroutines.jdk9.asFlow

/**
 * A document index for coroutines, over [AsyncDocumentIndex]. Each call suspends until the response has arrived;
 * cancelling the coroutine ends the exchange on the wire. Failures are the exceptions of [DocumentIndex]. A flow
 * requests pages as its collector needs them, up to 64 items ahead; `buffer(0)` reduces that to one item.
 *
 * Immutable and thread-safe. Calls may be made from any dispatcher, and block none.
 *
 * @property async the Java API below, also for what this class leaves out
 */
public class CoroutineDocumentIndex internal constructor(public val async: AsyncDocumentIndex) {
  /** The name by which the index was opened, or else the name in its host; null if the host names none. */
  public val name: String? get() = async.name().orElse(null)

  /** The namespace of this view; empty for the default one. */
  public val namespace: String get() = async.namespace()

  /** The route of the next call, with the reason for it. */
  public val route: Route get() = async.route()

  /** Returns a view of another namespace, over the same connections. */
  public fun namespace(namespace: String): CoroutineDocumentIndex = CoroutineDocumentIndex(async.namespace(namespace))

  /** Returns a view with other call settings, such as a timeout. */
  public fun with(options: CallOptions): CoroutineDocumentIndex = CoroutineDocumentIndex(async.with(options))

  /** Upserts documents. */
  public suspend fun upsert(documents: List<Document>): UpsertResponse = async.upsert(documents).await()

  /** Upserts the documents of a request. */
  public suspend fun upsert(request: UpsertDocumentsRequest): UpsertResponse = async.upsert(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun upsert(request: UpsertDocumentsRequest.Builder.() -> Unit): UpsertResponse =
    async.upsert(request).await()

  /** Searches documents by words, by vectors or both. */
  public suspend fun search(request: SearchDocumentsRequest): SearchDocumentsResponse = async.search(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun search(request: SearchDocumentsRequest.Builder.() -> Unit): SearchDocumentsResponse =
    async.search(request).await()

  /** Fuses the rankings of several searches. */
  public suspend fun hybridSearch(request: HybridSearchRequest): HybridSearchResponse =
    async.hybridSearch(request).await()

  /** Fetches documents by id or filter. */
  public suspend fun fetch(request: FetchDocumentsRequest): FetchDocumentsResponse = async.fetch(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun fetch(request: FetchDocumentsRequest.Builder.() -> Unit): FetchDocumentsResponse =
    async.fetch(request).await()

  /** Returns all documents that match a filter. */
  public fun fetchAll(request: FetchDocumentsRequest): Flow<Document> = async.fetchAll(request).asFlow()

  /** Works as the function above, with a request that the block configures. */
  public fun fetchAll(request: FetchDocumentsRequest.Builder.() -> Unit): Flow<Document> =
    async.fetchAll(request).asFlow()

  /** Updates documents by id or filter. */
  public suspend fun update(request: UpdateDocumentsRequest): UpdateResponse = async.update(request).await()

  /** Counts the documents of all namespaces. */
  public suspend fun describeIndexStats(): IndexStats = async.describeIndexStats().await()

  /** Checks whether the service answers calls to this index. */
  public suspend fun probe(): Verdict = async.probe().await()

  /** The namespaces of the index. */
  public val namespaces: CoroutineNamespaces<Document> get() = CoroutineNamespaces(async.namespaces())

  /** The bulk imports of the index. */
  public val imports: CoroutineImports get() = CoroutineImports(async.imports())

  /** Deletes items by id or filter, or all of the namespace. */
  public suspend fun delete(request: DeleteRequest): DeleteResponse = async.delete(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun delete(request: DeleteRequest.Builder.() -> Unit): DeleteResponse = async.delete(request).await()

  /** Lists a page of ids. */
  public suspend fun listIds(request: ListIdsRequest = ListIdsRequest.all()): ListIdsResponse =
    async.listIds(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun listIds(request: ListIdsRequest.Builder.() -> Unit): ListIdsResponse =
    async.listIds(request).await()

  /** Returns the ids of all pages. */
  public fun listAllIds(request: ListIdsRequest = ListIdsRequest.all()): Flow<String> =
    async.listAllIds(request).asFlow()

  /** Works as the function above, with a request that the block configures. */
  public fun listAllIds(request: ListIdsRequest.Builder.() -> Unit): Flow<String> = async.listAllIds(request).asFlow()

  /** Returns all items whose ids the request lists, in the order of ids. */
  public fun scan(request: ListIdsRequest = ListIdsRequest.all()): Flow<Document> = async.scan(request).asFlow()

  /** Works as the function above, with a request that the block configures. */
  public fun scan(request: ListIdsRequest.Builder.() -> Unit): Flow<Document> = async.scan(request).asFlow()

  /** Suspends until a write is visible to reads, as [DocumentIndex.awaitVisible] waits. */
  public suspend fun awaitVisible(write: ConsistencyToken, timeout: Duration) {
    async.awaitVisible(write, timeout.toJavaDuration()).await()
  }

  /**
   * Upserts the items of a flow, which is collected as far as batches are sent.
   *
   * @throws BulkException if an item is refused or the operation fails; it has the report
   */
  public suspend fun bulkUpsert(items: Flow<Document>, options: BulkOptions = BulkOptions.defaults()): BulkReport =
    async.bulkUpsert(items.asSource(), options).await()

  /** Deletes the items of many ids, as [bulkUpsert] upserts. */
  public suspend fun bulkDelete(ids: Flow<String>, options: BulkOptions = BulkOptions.defaults()): BulkReport =
    async.bulkDelete(ids.asSource(), options).await()

  /** Updates many items by id, as [bulkUpsert] upserts. */
  public suspend fun bulkUpdate(
    updates: Flow<DocumentUpdate>,
    options: BulkOptions = BulkOptions.defaults(),
  ): BulkReport = async.bulkUpdate(updates.asSource(), options).await()

  /**
   * Fetches many items by id, in batches, which may end in any order. A slow collector slows down the fetch. The flow
   * fails with a [BulkException] if a batch fails; cancelling its collector cancels the fetch.
   *
   * @param missing receives each id that does not exist, on a thread of the fetch
   */
  public fun bulkFetch(
    ids: Flow<String>,
    options: BulkOptions = BulkOptions.defaults(),
    missing: (String) -> Unit = {},
  ): Flow<Document> = fetched(ids, missing) { source, consumer -> async.bulkFetch(source, options, consumer) }

  /** Returns the class name and the route. */
  override fun toString(): String = "CoroutineDocumentIndex[$route]"
}
