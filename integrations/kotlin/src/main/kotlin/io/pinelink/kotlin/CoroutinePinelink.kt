package io.pinelink.kotlin

import io.pinelink.Pinelink
import io.pinelink.routing.Route
import kotlinx.coroutines.future.await

/**
 * The client for coroutines: opens indexes without blocking. Get it from [coroutines]. Failures are the exceptions of
 * [Pinelink], and cancelling a coroutine ends its exchange on the wire.
 *
 * Immutable and thread-safe. It has nothing to close: close the client that it is of.
 *
 * @property client the client that owns the connections
 */
public class CoroutinePinelink internal constructor(public val client: Pinelink) {
  /** The control plane. */
  public val controlPlane: CoroutineControlPlane get() = client.controlPlane().coroutines()

  /** The embedding and reranking of texts. */
  public val inference: CoroutineInference get() = client.inference().coroutines()

  /** Opens an index of vectors by name, after a lookup of its host unless that is known. */
  public suspend fun index(name: String): CoroutineIndex = CoroutineIndex(client.async().index(name).await())

  /** Opens an index of vectors by its host, without a lookup. */
  public suspend fun indexAt(host: String): CoroutineIndex = CoroutineIndex(client.async().indexAt(host).await())

  /** Opens an index of records by name, after a lookup of its host unless that is known. */
  public suspend fun records(name: String): CoroutineRecordIndex =
    CoroutineRecordIndex(client.async().records(name).await())

  /** Opens an index of records by its host, without a lookup. */
  public suspend fun recordsAt(host: String): CoroutineRecordIndex =
    CoroutineRecordIndex(client.async().recordsAt(host).await())

  /** Opens a document index by name, after a lookup of its host unless that is known. */
  public suspend fun documents(name: String): CoroutineDocumentIndex =
    CoroutineDocumentIndex(client.async().documents(name).await())

  /** Opens a document index by its host, without a lookup. */
  public suspend fun documentsAt(host: String): CoroutineDocumentIndex =
    CoroutineDocumentIndex(client.async().documentsAt(host).await())

  /** Refreshes the routes of all indexes after a change of the network, and returns them. */
  public suspend fun refreshRoutes(): List<Route> = client.async().refreshRoutes().await()

  /** Returns the class name and the control plane's route, never the key. */
  override fun toString(): String = "Coroutine$client"
}
