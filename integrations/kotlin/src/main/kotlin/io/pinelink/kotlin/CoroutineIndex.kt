package io.pinelink.kotlin

import io.pinelink.AsyncIndex
import io.pinelink.CallOptions
import io.pinelink.Index
import io.pinelink.bulk.BulkOptions
import io.pinelink.bulk.BulkReport
import io.pinelink.error.BulkException
import io.pinelink.model.ConsistencyToken
import io.pinelink.model.DeleteRequest
import io.pinelink.model.DeleteResponse
import io.pinelink.model.FetchByMetadataRequest
import io.pinelink.model.FetchByMetadataResponse
import io.pinelink.model.FetchRequest
import io.pinelink.model.FetchResponse
import io.pinelink.model.Filter
import io.pinelink.model.IndexStats
import io.pinelink.model.ListIdsRequest
import io.pinelink.model.ListIdsResponse
import io.pinelink.model.QueryRequest
import io.pinelink.model.QueryResponse
import io.pinelink.model.StatsRequest
import io.pinelink.model.UpdateRequest
import io.pinelink.model.UpdateResponse
import io.pinelink.model.UpsertRequest
import io.pinelink.model.UpsertResponse
import io.pinelink.model.Vector
import io.pinelink.namespaces.QueryNamespacesRequest
import io.pinelink.namespaces.QueryNamespacesResponse
import io.pinelink.routing.Route
import io.pinelink.routing.Verdict
import kotlin.time.Duration
import kotlin.time.toJavaDuration
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.future.await
import kotlinx.coroutines.jdk9.asFlow

/**
 * An index of vectors for coroutines, over [AsyncIndex]. Each call suspends until the response has arrived; cancelling
 * the coroutine ends the exchange on the wire. Failures are the exceptions of [Index]. A flow requests pages as its
 * collector needs them, up to 64 items ahead; `buffer(0)` reduces that to one item.
 *
 * Immutable and thread-safe. Calls may be made from any dispatcher, and block none.
 *
 * @property async the Java API below, also for what this class leaves out
 */
public class CoroutineIndex internal constructor(public val async: AsyncIndex) {
  /** The name by which the index was opened, or else the name in its host; null if the host names none. */
  public val name: String? get() = async.name().orElse(null)

  /** The namespace of this view; empty for the default one. */
  public val namespace: String get() = async.namespace()

  /** The route of the next call, with the reason for it. */
  public val route: Route get() = async.route()

  /** Returns a view of another namespace, over the same connections. */
  public fun namespace(namespace: String): CoroutineIndex = CoroutineIndex(async.namespace(namespace))

  /** Returns a view with other call settings, such as a timeout. */
  public fun with(options: CallOptions): CoroutineIndex = CoroutineIndex(async.with(options))

  /** Upserts vectors: at most 1,000, and 2 MB. */
  public suspend fun upsert(vararg vectors: Vector): UpsertResponse = upsert(vectors.asList())

  /** Upserts vectors: at most 1,000, and 2 MB. */
  public suspend fun upsert(vectors: List<Vector>): UpsertResponse = async.upsert(vectors).await()

  /** Upserts the vectors of a request. */
  public suspend fun upsert(request: UpsertRequest): UpsertResponse = async.upsert(request).await()

  /** Finds the vectors nearest to a query vector, best match first. */
  public suspend fun query(request: QueryRequest): QueryResponse = async.query(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun query(request: QueryRequest.Builder.() -> Unit): QueryResponse = async.query(request).await()

  /** Updates vectors by id or filter. */
  public suspend fun update(request: UpdateRequest): UpdateResponse = async.update(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun update(id: String, request: UpdateRequest.Builder.() -> Unit): UpdateResponse =
    async.update(id, request).await()

  /** Fetches vectors by id. */
  public suspend fun fetch(request: FetchRequest): FetchResponse = async.fetch(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun fetch(request: FetchRequest.Builder.() -> Unit): FetchResponse = async.fetch(request).await()

  /** Fetches a page of the vectors that match a filter. */
  public suspend fun fetchByMetadata(request: FetchByMetadataRequest): FetchByMetadataResponse =
    async.fetchByMetadata(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun fetchByMetadata(
    filter: Filter,
    request: FetchByMetadataRequest.Builder.() -> Unit = {},
  ): FetchByMetadataResponse = async.fetchByMetadata(filter, request).await()

  /** Returns all vectors that match a filter. */
  public fun fetchAllByMetadata(request: FetchByMetadataRequest): Flow<Vector> =
    async.fetchAllByMetadata(request).asFlow()

  /** Works as the function above, with a request that the block configures. */
  public fun fetchAllByMetadata(filter: Filter, request: FetchByMetadataRequest.Builder.() -> Unit = {}): Flow<Vector> =
    async.fetchAllByMetadata(filter, request).asFlow()

  /** Queries several namespaces, and merges the matches. */
  public suspend fun queryNamespaces(request: QueryNamespacesRequest): QueryNamespacesResponse =
    async.queryNamespaces(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun queryNamespaces(
    namespaces: Collection<String>,
    query: QueryRequest,
    request: QueryNamespacesRequest.Builder.() -> Unit = {},
  ): QueryNamespacesResponse = async.queryNamespaces(namespaces, query, request).await()

  /** Counts the vectors of all namespaces. */
  public suspend fun describeIndexStats(request: StatsRequest = StatsRequest.all()): IndexStats =
    async.describeIndexStats(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun describeIndexStats(request: StatsRequest.Builder.() -> Unit): IndexStats =
    async.describeIndexStats(request).await()

  /** Checks whether the service answers calls to this index. */
  public suspend fun probe(): Verdict = async.probe().await()

  /** The namespaces of the index. */
  public val namespaces: CoroutineNamespaces<Vector> get() = CoroutineNamespaces(async.namespaces())

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
  public fun scan(request: ListIdsRequest = ListIdsRequest.all()): Flow<Vector> = async.scan(request).asFlow()

  /** Works as the function above, with a request that the block configures. */
  public fun scan(request: ListIdsRequest.Builder.() -> Unit): Flow<Vector> = async.scan(request).asFlow()

  /** Suspends until a write is visible to reads, as [Index.awaitVisible] waits. */
  public suspend fun awaitVisible(write: ConsistencyToken, timeout: Duration) {
    async.awaitVisible(write, timeout.toJavaDuration()).await()
  }

  /**
   * Upserts the items of a flow, which is collected as far as batches are sent.
   *
   * @throws BulkException if an item is refused or the operation fails; it has the report
   */
  public suspend fun bulkUpsert(items: Flow<Vector>, options: BulkOptions = BulkOptions.defaults()): BulkReport =
    async.bulkUpsert(items.asSource(), options).await()

  /** Deletes the items of many ids, as [bulkUpsert] upserts. */
  public suspend fun bulkDelete(ids: Flow<String>, options: BulkOptions = BulkOptions.defaults()): BulkReport =
    async.bulkDelete(ids.asSource(), options).await()

  /** Updates many items by id, as [bulkUpsert] upserts. */
  public suspend fun bulkUpdate(
    updates: Flow<UpdateRequest>,
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
  ): Flow<Vector> = fetched(ids, missing) { source, consumer -> async.bulkFetch(source, options, consumer) }

  /** Returns the class name and the route. */
  override fun toString(): String = "CoroutineIndex[$route]"
}
