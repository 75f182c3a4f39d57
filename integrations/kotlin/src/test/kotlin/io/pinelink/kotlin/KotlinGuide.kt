package io.pinelink.kotlin

import io.pinelink.CallOptions
import io.pinelink.Pinelink
import io.pinelink.bulk.BulkOptions
import io.pinelink.bulk.BulkReport
import io.pinelink.error.RateLimitedException
import io.pinelink.model.Match
import io.pinelink.model.Vector
import io.pinelink.routing.RoutePolicy
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.channels.Channel.Factory.RENDEZVOUS
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.map

/** The code of docs/kotlin.md, which [KotlinPageTest] compares and [CoroutineIndexIT] runs. */
internal object KotlinGuide {
  fun client(): Pinelink = pinelink { routePolicy(RoutePolicy.privateRequired()) }

  suspend fun dramas(docs: CoroutineIndex, embedding: List<Double>): List<Match> =
    docs
      .with(CallOptions.defaults().timeout(2.seconds))
      .query {
        vector(*embedding.toFloats())
        topK(3)
        filter(filterOf { ("genre" eq "drama") and ("year" gte 2020) })
        includeMetadata()
      }
      .matches

  fun film(id: String, values: FloatArray): Vector =
    vectorOf(id, *values, metadata = metadataOf("genre" to "drama", "year" to 2021))

  suspend fun both(docs: CoroutineIndex): List<List<Match>> = coroutineScope {
    listOf(floatArrayOf(1f, 0f, 0f), floatArrayOf(0f, 1f, 0f))
      .map { values -> async { docs.query { vector(*values) }.matches } }
      .awaitAll()
  }

  fun years(docs: CoroutineIndex): Flow<Any?> = docs.scan().buffer(RENDEZVOUS).map { it.metadata["year"] }

  suspend fun load(docs: CoroutineIndex, films: Flow<Vector>): BulkReport =
    docs.bulkUpsert(films, BulkOptions.builder().maxBatchItems(200).build())

  suspend fun orNone(search: suspend () -> List<Match>): List<Match> =
    try {
      search()
    } catch (e: RateLimitedException) {
      println("no results: ${e.message}")
      emptyList()
    }
}
