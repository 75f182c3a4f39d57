package io.pinelink.kotlin

import io.pinelink.AsyncImports
import io.pinelink.CallOptions
import io.pinelink.Imports
import io.pinelink.imports.ImportDescription
import io.pinelink.imports.StartImportRequest
import io.pinelink.imports.StartImportResponse
import io.pinelink.model.ListResponse
import io.pinelink.model.PageRequest
import io.pinelink.routing.Route
import kotlin.time.Duration
import kotlin.time.toJavaDuration
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.future.await
import kotlinx.coroutines.jdk9.asFlow

/**
 * The bulk imports of an index for coroutines, over [AsyncImports]. Each call suspends until the response has arrived;
 * cancelling the coroutine ends the exchange on the wire. Failures are the exceptions of [Imports].
 *
 * Immutable and thread-safe. Calls may be made from any dispatcher, and block none.
 *
 * @property async the Java API below, also for what this class leaves out
 */
public class CoroutineImports internal constructor(public val async: AsyncImports) {
  /** The route of the next call, with the reason for it. */
  public val route: Route get() = async.route()

  /** Returns a view with other call settings, such as a timeout. */
  public fun with(options: CallOptions): CoroutineImports = CoroutineImports(async.with(options))

  /** Starts an import of files in object storage. */
  public suspend fun start(request: StartImportRequest): StartImportResponse = async.start(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun start(uri: String, request: StartImportRequest.Builder.() -> Unit = {}): StartImportResponse =
    async.start(uri, request).await()

  /** Describes an import. */
  public suspend fun describe(id: String): ImportDescription = async.describe(id).await()

  /** Lists a page of imports. */
  public suspend fun list(request: PageRequest = PageRequest.all()): ListResponse<ImportDescription> =
    async.list(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun list(request: PageRequest.Builder.() -> Unit): ListResponse<ImportDescription> =
    async.list(request).await()

  /** Returns the imports of all pages. */
  public fun listAll(request: PageRequest = PageRequest.all()): Flow<ImportDescription> =
    async.listAll(request).asFlow()

  /** Works as the function above, with a request that the block configures. */
  public fun listAll(request: PageRequest.Builder.() -> Unit): Flow<ImportDescription> = async.listAll(request).asFlow()

  /** Cancels an import. */
  public suspend fun cancel(id: String) {
    async.cancel(id).await()
  }

  /** Suspends until an import is completed, as [Imports.awaitImport] waits. */
  public suspend fun awaitImport(id: String, timeout: Duration): ImportDescription =
    async.awaitImport(id, timeout.toJavaDuration()).await()

  /** Returns the class name and the route. */
  override fun toString(): String = "CoroutineImports[$route]"
}
