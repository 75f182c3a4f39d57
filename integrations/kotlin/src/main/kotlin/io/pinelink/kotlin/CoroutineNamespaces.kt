package io.pinelink.kotlin

import io.pinelink.AsyncNamespaces
import io.pinelink.CallOptions
import io.pinelink.Namespaces
import io.pinelink.bulk.BulkOptions
import io.pinelink.bulk.NamespaceSwap
import io.pinelink.bulk.NamespaceSwapReport
import io.pinelink.namespaces.CreateNamespaceRequest
import io.pinelink.namespaces.ListNamespaceAliasesRequest
import io.pinelink.namespaces.ListNamespaceAliasesResponse
import io.pinelink.namespaces.ListNamespacesRequest
import io.pinelink.namespaces.ListNamespacesResponse
import io.pinelink.namespaces.NamespaceAlias
import io.pinelink.namespaces.NamespaceDescription
import io.pinelink.routing.Route
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.future.await
import kotlinx.coroutines.jdk9.asFlow

/**
 * The namespaces of an index for coroutines, over [AsyncNamespaces]. Each call suspends until the response has
 * arrived; cancelling the coroutine ends the exchange on the wire. Failures are the exceptions of [Namespaces].
 *
 * Immutable and thread-safe. Calls may be made from any dispatcher, and block none.
 *
 * @param T what a namespace contains, and [swap] loads
 * @property async the Java API below, also for what this class leaves out
 */
public class CoroutineNamespaces<T : Any> internal constructor(public val async: AsyncNamespaces<T>) {
  /** The route of the next call, with the reason for it. */
  public val route: Route get() = async.route()

  /** Returns a view with other call settings, such as a timeout. */
  public fun with(options: CallOptions): CoroutineNamespaces<T> = CoroutineNamespaces(async.with(options))

  /** Creates a namespace. */
  public suspend fun create(request: CreateNamespaceRequest): NamespaceDescription = async.create(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun create(
    name: String,
    request: CreateNamespaceRequest.Builder.() -> Unit = {},
  ): NamespaceDescription = async.create(name, request).await()

  /** Describes a namespace. */
  public suspend fun describe(name: String): NamespaceDescription = async.describe(name).await()

  /** Lists a page of namespaces. */
  public suspend fun list(request: ListNamespacesRequest = ListNamespacesRequest.all()): ListNamespacesResponse =
    async.list(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun list(request: ListNamespacesRequest.Builder.() -> Unit): ListNamespacesResponse =
    async.list(request).await()

  /** Returns the namespaces of all pages. */
  public fun listAll(request: ListNamespacesRequest = ListNamespacesRequest.all()): Flow<NamespaceDescription> =
    async.listAll(request).asFlow()

  /** Works as the function above, with a request that the block configures. */
  public fun listAll(request: ListNamespacesRequest.Builder.() -> Unit): Flow<NamespaceDescription> =
    async.listAll(request).asFlow()

  /** Deletes a namespace and its content. */
  public suspend fun delete(name: String) {
    async.delete(name).await()
  }

  /** Creates a namespace alias. */
  public suspend fun createAlias(name: String, targetNamespace: String): NamespaceAlias =
    async.createAlias(name, targetNamespace).await()

  /** Describes a namespace alias. */
  public suspend fun describeAlias(name: String): NamespaceAlias = async.describeAlias(name).await()

  /** Lists a page of namespace aliases. */
  public suspend fun listAliases(
    request: ListNamespaceAliasesRequest = ListNamespaceAliasesRequest.all(),
  ): ListNamespaceAliasesResponse = async.listAliases(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun listAliases(
    request: ListNamespaceAliasesRequest.Builder.() -> Unit,
  ): ListNamespaceAliasesResponse = async.listAliases(request).await()

  /** Returns the namespace aliases of all pages. */
  public fun listAllAliases(
    request: ListNamespaceAliasesRequest = ListNamespaceAliasesRequest.all(),
  ): Flow<NamespaceAlias> = async.listAllAliases(request).asFlow()

  /** Works as the function above, with a request that the block configures. */
  public fun listAllAliases(request: ListNamespaceAliasesRequest.Builder.() -> Unit): Flow<NamespaceAlias> =
    async.listAllAliases(request).asFlow()

  /** Points a namespace alias to another namespace. */
  public suspend fun repointAlias(name: String, targetNamespace: String): NamespaceAlias =
    async.repointAlias(name, targetNamespace).await()

  /** Deletes a namespace alias, but not its target. */
  public suspend fun deleteAlias(name: String) {
    async.deleteAlias(name).await()
  }

  /** Loads a namespace from a flow and points a namespace alias to it, as [Namespaces.swap] does. */
  public suspend fun swap(
    swap: NamespaceSwap,
    items: Flow<T>,
    options: BulkOptions = BulkOptions.defaults(),
  ): NamespaceSwapReport = async.swap(swap, items.asSource(), options).await()

  /** Returns the class name and the route. */
  override fun toString(): String = "CoroutineNamespaces[$route]"
}
