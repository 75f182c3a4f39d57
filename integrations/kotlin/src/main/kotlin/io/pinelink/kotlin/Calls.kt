package io.pinelink.kotlin

import io.pinelink.bulk.BulkReport
import io.pinelink.bulk.BulkSource
import io.pinelink.bulk.FetchConsumer
import java.util.concurrent.CompletableFuture
import kotlinx.coroutines.Job
import kotlinx.coroutines.channels.trySendBlocking
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.channelFlow
import kotlinx.coroutines.future.await
import kotlinx.coroutines.jdk9.asPublisher

/**
 * Returns the elements of a flow as the source of a bulk operation. The flow is collected by the dispatcher of the
 * caller, as far as the operation has room, and cancelled with the operation.
 */
internal suspend fun <T : Any> Flow<T>.asSource(): BulkSource<T> =
  // The operation cancels the subscription itself; as a child, a failure of the flow would also cancel the caller.
  BulkSource.of(asPublisher(currentCoroutineContext().minusKey(Job)))

/** Returns what a bulk fetch finds, as a flow whose collector slows down the fetch. */
internal fun <T : Any> fetched(
  ids: Flow<String>,
  missing: (String) -> Unit,
  start: (BulkSource<String>, FetchConsumer<T>) -> CompletableFuture<BulkReport>,
): Flow<T> = channelFlow {
  val consumer =
    object : FetchConsumer<T> {
      // Blocks a thread of the fetch, as FetchConsumer permits. Its result matters to nobody once the collector ended.
      override fun found(found: T) {
        trySendBlocking(found)
      }

      override fun missing(id: String) = missing(id)
    }
  start(ids.asSource(), consumer).await()
}
