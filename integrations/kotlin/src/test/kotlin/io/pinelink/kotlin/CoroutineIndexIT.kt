package io.pinelink.kotlin

import io.pinelink.Pinelink
import io.pinelink.bulk.BulkOptions
import io.pinelink.control.CreateIndexRequest
import io.pinelink.control.IndexSpec
import io.pinelink.error.BulkException
import io.pinelink.error.ErrorCode
import io.pinelink.error.NotFoundException
import io.pinelink.error.RateLimitedException
import io.pinelink.error.ServiceException
import io.pinelink.model.DeleteRequest
import io.pinelink.model.FetchRequest
import io.pinelink.model.ListIdsRequest
import io.pinelink.model.Protocol
import io.pinelink.model.UpdateRequest
import io.pinelink.model.Vector
import io.pinelink.routing.Cloud
import io.pinelink.server.EmbeddedPinecone
import io.pinelink.server.Fault
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.time.Duration
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.channels.Channel.Factory.RENDEZVOUS
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.flow.toSet
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.BeforeAll
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource

/** Tests coroutines against the embedded server, over both transports. */
internal class CoroutineIndexIT {
  companion object {
    private val patience = Duration.ofSeconds(20)
    private lateinit var server: EmbeddedPinecone

    @BeforeAll
    @JvmStatic
    fun start() {
      server = EmbeddedPinecone.start()
    }

    @AfterAll
    @JvmStatic
    fun stop() {
      server.close()
    }

    private fun order(preferred: Protocol): Array<Protocol> =
      if (preferred == Protocol.GRPC) arrayOf(Protocol.GRPC, Protocol.REST) else arrayOf(Protocol.REST)

    private fun vectors(count: Int): List<Vector> =
      (0 until count).map { vectorOf("v%04d".format(it), 1f, it.toFloat(), 0f, metadata = metadataOf("year" to it)) }
  }

  private fun withIndex(
    protocol: Protocol,
    test: suspend CoroutineScope.(CoroutineIndex, Pinelink) -> Unit,
  ): Unit = runBlocking {
    server.reset()
    server.clientBuilder().protocols(*order(protocol)).build().use { client ->
      val spec = IndexSpec.serverless(Cloud.AWS, "us-east-1")
      client.coroutines().controlPlane.createIndex(CreateIndexRequest.dense("docs", 3, spec))
      withTimeout(60.seconds) { test(client.coroutines().index("docs"), client) }
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol::class)
  fun theExampleOfReadmePrintsTheNearestFirst(protocol: Protocol) {
    val printed = ByteArrayOutputStream()
    val standard = System.out
    System.setOut(PrintStream(printed, true, Charsets.UTF_8))
    try {
      runBlocking { firstSearch(*order(protocol)) }
    } finally {
      System.setOut(standard)
    }

    assertThat(printed.toString(Charsets.UTF_8).lines()).startsWith("Match[a, 1.0]", "Match[b, 0.71428573]")
  }

  @ParameterizedTest
  @EnumSource(Protocol::class)
  fun theCodeOfTheGuideWorks(protocol: Protocol) = withIndex(protocol) { docs, _ ->
    val films = listOf(KotlinGuide.film("a", floatArrayOf(1f, 0f, 0f)), vectorOf("b", listOf(0.0, 1.0, 0.0)))

    assertThat(KotlinGuide.load(docs, films.asFlow()).accepted).isEqualTo(2)
    val found = KotlinGuide.dramas(docs, listOf(1.0, 0.0, 0.0)).single()
    assertThat(found.id).isEqualTo("a")
    assertThat(found.metadata["genre"]).isEqualTo("drama")
    assertThat(KotlinGuide.both(docs).map { it.first().id }).containsExactly("a", "b")
    assertThat(KotlinGuide.years(docs).toList()).containsExactly(2021.0, null)
  }

  @ParameterizedTest
  @EnumSource(Protocol::class)
  fun responsesAreThoseOfJava(protocol: Protocol) = withIndex(protocol) { docs, client ->
    assertThat(docs.upsert(vectors(3)).upsertedCount).isEqualTo(3)
    docs.update("v0001") { values(0f, 0f, 1f) }

    val found = docs.query { vector(0f, 0f, 1f).topK(1).includeValues() }
    assertThat(found.matches.single().vector.values).containsExactly(0f, 0f, 1f)
    assertThat(found.info.protocol).isEqualTo(protocol)
    assertThat(docs.fetch(FetchRequest.byIds("v0002", "none")).vectors.keys).containsExactly("v0002")
    docs.delete(DeleteRequest.byIds("v0002"))
    assertThat(docs.describeIndexStats().totalVectorCount).isEqualTo(2)
    assertThat(client.index("docs").coroutines().listAllIds().toList()).containsExactly("v0000", "v0001")
    assertThat(docs.namespaces.listAll().toList().map { it.recordCount }).containsExactly(2)
    assertThat(docs.namespace("other").namespace).isEqualTo("other")
    assertThat(docs.name).isEqualTo("docs")
  }

  @ParameterizedTest
  @EnumSource(Protocol::class)
  fun cancellingACoroutineCancelsItsRequest(protocol: Protocol) = withIndex(protocol) { docs, _ ->
    server.faults().next("query", Fault.hang())
    val query = launch(Dispatchers.Default) { docs.query { vector(1f, 0f, 0f) } }
    server.awaitRequest({ it.operation() == "query" }, patience)

    query.cancelAndJoin()

    assertThat(query.isCancelled).isTrue()
    server.awaitRequest({ it.operation() == "query" && it.cancelled() }, patience)
  }

  @ParameterizedTest
  @EnumSource(Protocol::class)
  fun aFailureCancelsTheRequestsOfTheSameScope(protocol: Protocol) = withIndex(protocol) { docs, client ->
    server.faults().next("query", Fault.hang())

    val failure = runCatching {
      coroutineScope {
        launch(Dispatchers.Default) { docs.query { vector(1f, 0f, 0f) } }
        async(Dispatchers.Default) {
          server.awaitRequest({ it.operation() == "query" }, patience)
          client.coroutines().index("missing")
        }
      }
    }

    assertThat(failure.exceptionOrNull()).isInstanceOf(NotFoundException::class.java)
    server.awaitRequest({ it.operation() == "query" && it.cancelled() }, patience)
  }

  @ParameterizedTest
  @EnumSource(Protocol::class)
  fun errorsAreThoseOfJava(protocol: Protocol) = withIndex(protocol) { docs, client ->
    server.faults().next("query", Fault.refuseForGood(ErrorCode.PERMISSION_DENIED, "not yours"))

    val refused = runCatching { docs.query { vector(1f, 0f, 0f) } }.exceptionOrNull()
    val missing = runCatching { client.coroutines().index("missing") }.exceptionOrNull()
    val invalid = runCatching { docs.query { topK(0) } }.exceptionOrNull()

    assertThat(refused).isInstanceOf(ServiceException::class.java).hasMessageContaining("not yours")
    assertThat(missing).isInstanceOf(NotFoundException::class.java)
    assertThat(invalid).isInstanceOf(IllegalArgumentException::class.java).hasMessageContaining("topK is 0")
  }

  @ParameterizedTest
  @EnumSource(Protocol::class)
  fun pagesAreRequestedAsTheCollectorNeedsThem(protocol: Protocol) = withIndex(protocol) { docs, _ ->
    docs.upsert(vectors(100))
    server.clearRequests()
    val tenth = CompletableDeferred<Unit>()
    var received = 0
    val collecting = launch {
      docs.listAllIds { limit(5) }.buffer(RENDEZVOUS).collect {
        if (++received == 10) {
          tenth.complete(Unit)
          awaitCancellation()
        }
      }
    }
    tenth.await()
    // Another call shows that the client is idle: what was requested before it has arrived at the server.
    docs.describeIndexStats()

    // Two pages were received, and demand is one item ahead.
    assertThat(server.requests().filter { it.operation() == "listIds" }).hasSizeBetween(2, 3)
    collecting.cancelAndJoin()
  }

  @ParameterizedTest
  @EnumSource(Protocol::class)
  fun pagesHaveTheirTokens(protocol: Protocol) = withIndex(protocol) { docs, _ ->
    docs.upsert(vectors(25))
    val request = ListIdsRequest.builder().limit(10).build()

    val pages = pages(request) { docs.listIds(it) }.toList()

    assertThat(pages.map { it.items.size }).containsExactly(10, 10, 5)
    assertThat(pages.map { it.nextToken == null }).containsExactly(false, false, true)
    assertThat(pages(request) { docs.listIds(it) }.first().items).hasSize(10)
  }

  @ParameterizedTest
  @EnumSource(Protocol::class)
  fun bulkOperationsReadAndReturnFlows(protocol: Protocol) = withIndex(protocol) { docs, _ ->
    val options = BulkOptions.builder().maxBatchItems(50).build()
    val missing = mutableListOf<String>()

    assertThat(docs.bulkUpsert(vectors(300).asFlow(), options).accepted).isEqualTo(300)
    val updates = flowOf(UpdateRequest.builder("v0000").values(0f, 0f, 1f).build())
    assertThat(docs.bulkUpdate(updates, options).accepted).isEqualTo(1)
    val ids = (0..300).map { "v%04d".format(it) }.asFlow()
    val fetched = docs.bulkFetch(ids, options, missing::add).map { it.id }.toSet()
    assertThat(fetched).hasSize(300)
    assertThat(missing).containsExactly("v0300")
    assertThat(docs.bulkFetch(ids, options).first().id).isIn(fetched)
    assertThat(docs.bulkDelete(ids, options).accepted).isEqualTo(301)
    assertThat(docs.scan().toList()).isEmpty()
  }

  @Test
  fun aFlowThatFailsEndsTheBulkUpsertWithItsFailure() = withIndex(Protocol.GRPC) { docs, _ ->
    val films = flow {
      emit(vectorOf("a", 1f, 0f, 0f))
      error("the source is broken")
    }

    val failure = runCatching { docs.bulkUpsert(films) }.exceptionOrNull()

    assertThat(failure).isInstanceOf(BulkException::class.java).hasRootCauseMessage("the source is broken")
  }

  @Test
  fun cancellingABulkUpsertCancelsItsFlow() = withIndex(Protocol.REST) { docs, _ ->
    val collected = CompletableDeferred<Unit>()
    val ended = CompletableDeferred<Throwable>()
    val films = flow<Vector> {
      collected.complete(Unit)
      try {
        awaitCancellation()
      } catch (e: CancellationException) {
        ended.complete(e)
        throw e
      }
    }
    val load = launch { docs.bulkUpsert(films) }
    collected.await()

    load.cancelAndJoin()

    assertThat(ended.await()).isInstanceOf(CancellationException::class.java)
  }

  @Test
  fun aFallbackCatchesWhatTheServiceRefuses() = withIndex(Protocol.GRPC) { docs, _ ->
    server.faults().next("query", Fault.refuseForGood(ErrorCode.RESOURCE_EXHAUSTED, "slow down"))

    val failure = runCatching { docs.with(once()).query { vector(1f, 0f, 0f) } }.exceptionOrNull()

    assertThat(failure).isInstanceOf(RateLimitedException::class.java)
    assertThat(KotlinGuide.orNone { throw checkNotNull(failure) }).isEmpty()
  }

  private fun once() = io.pinelink.CallOptions.defaults().once()

  @Test
  fun theClientOfTheGuideNeedsAKey() {
    assertThatThrownBy { pinelink { apiKey(" ") } }.hasMessageContaining("apiKey")
    assertThat(pinelink { apiKey("key") }.use { it.coroutines().toString() }).startsWith("CoroutinePinelink[").doesNotContain("key]")
  }
}
