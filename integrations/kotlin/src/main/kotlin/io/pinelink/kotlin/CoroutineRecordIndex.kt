package io.pinelink.kotlin

import io.pinelink.AsyncRecordIndex
import io.pinelink.CallOptions
import io.pinelink.RecordIndex
import io.pinelink.bulk.BulkOptions
import io.pinelink.bulk.BulkReport
import io.pinelink.model.EmptyResponse
import io.pinelink.records.SearchRecordsRequest
import io.pinelink.records.SearchRecordsResponse
import io.pinelink.records.TextRecord
import io.pinelink.records.UpsertRecordsRequest
import io.pinelink.routing.Route
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.future.await

/**
 * An index of records for coroutines, over [AsyncRecordIndex]. Each call suspends until the response has arrived;
 * cancelling the coroutine ends the exchange on the wire. Failures are the exceptions of [RecordIndex].
 *
 * Immutable and thread-safe. Calls may be made from any dispatcher, and block none.
 *
 * @property async the Java API below, also for what this class leaves out
 */
public class CoroutineRecordIndex internal constructor(public val async: AsyncRecordIndex) {
  /** The name by which the index was opened, or else the name in its host; null if the host names none. */
  public val name: String? get() = async.name().orElse(null)

  /** The namespace of this view; empty for the default one. */
  public val namespace: String get() = async.namespace()

  /** The route of the next call, with the reason for it. */
  public val route: Route get() = async.route()

  /** Returns a view of another namespace, over the same connections. */
  public fun namespace(namespace: String): CoroutineRecordIndex = CoroutineRecordIndex(async.namespace(namespace))

  /** Returns a view with other call settings, such as a timeout. */
  public fun with(options: CallOptions): CoroutineRecordIndex = CoroutineRecordIndex(async.with(options))

  /** The same index for vectors. */
  public val index: CoroutineIndex get() = CoroutineIndex(async.index())

  /** The namespaces of the index. */
  public val namespaces: CoroutineNamespaces<TextRecord> get() = CoroutineNamespaces(async.namespaces())

  /** Upserts records, whose text the service embeds. */
  public suspend fun upsert(vararg records: TextRecord): EmptyResponse = upsert(records.asList())

  /** Upserts records, whose text the service embeds. */
  public suspend fun upsert(records: List<TextRecord>): EmptyResponse = async.upsert(records).await()

  /** Upserts the records of a request. */
  public suspend fun upsert(request: UpsertRecordsRequest): EmptyResponse = async.upsert(request).await()

  /** Upserts the records of a flow, as [CoroutineIndex.bulkUpsert] does. */
  public suspend fun bulkUpsert(items: Flow<TextRecord>, options: BulkOptions = BulkOptions.defaults()): BulkReport =
    async.bulkUpsert(items.asSource(), options).await()

  /** Searches records by text or vector. */
  public suspend fun search(request: SearchRecordsRequest): SearchRecordsResponse = async.search(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun search(request: SearchRecordsRequest.Builder.() -> Unit): SearchRecordsResponse =
    async.search(request).await()

  /** Returns the class name and the route. */
  override fun toString(): String = "CoroutineRecordIndex[$route]"
}
