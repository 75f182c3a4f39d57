// What Java returns by accessors, as properties. An Optional becomes a type that may be null.
package io.pinelink.kotlin

import io.pinelink.bulk.BulkFailure
import io.pinelink.bulk.BulkReport
import io.pinelink.control.IndexDescription
import io.pinelink.documents.DocumentFields
import io.pinelink.documents.DocumentMatch
import io.pinelink.documents.SearchDocumentsResponse
import io.pinelink.inference.EmbedResponse
import io.pinelink.inference.Embedding
import io.pinelink.inference.RankedDocument
import io.pinelink.inference.RerankResponse
import io.pinelink.model.ConsistencyToken
import io.pinelink.model.FetchResponse
import io.pinelink.model.Fields
import io.pinelink.model.IndexStats
import io.pinelink.model.Match
import io.pinelink.model.Metadata
import io.pinelink.model.Page
import io.pinelink.model.Protocol
import io.pinelink.model.QueryResponse
import io.pinelink.model.ReadResponse
import io.pinelink.model.Response
import io.pinelink.model.ResponseInfo
import io.pinelink.model.SparseValues
import io.pinelink.model.UpsertResponse
import io.pinelink.model.Vector
import io.pinelink.namespaces.NamespaceDescription
import io.pinelink.records.RecordHit
import io.pinelink.records.SearchRecordsResponse
import io.pinelink.routing.Route
import java.util.OptionalDouble
import java.util.OptionalInt
import java.util.OptionalLong

/** The origin of the response: its request id, route and protocol. */
public val Response.info: ResponseInfo get() = info()

/** The read units that the call used; null if the service did not report them. */
public val ReadResponse.readUnits: Long? get() = readUnits().orNull()

/** The id of the request at the service; null if it returned none. */
public val ResponseInfo.requestId: String? get() = requestId().orElse(null)

/** The route that the call took. */
public val ResponseInfo.route: Route get() = route()

/** The protocol that the call used. */
public val ResponseInfo.protocol: Protocol get() = protocol()

/** The number of attempts, 1 without a retry. */
public val ResponseInfo.attempts: Int get() = attempts()

/** The token of a write, for `awaitVisible`; null if there is none. */
public val ResponseInfo.consistencyToken: ConsistencyToken? get() = consistencyToken().orElse(null)

/** The items of the page. */
public val <T : Any> Page<T>.items: List<T> get() = items()

/** The token of the next page; null on the last one. */
public val Page<*>.nextToken: String? get() = nextToken().orElse(null)

/** The number of upserted items. */
public val UpsertResponse.upsertedCount: Long get() = upsertedCount()

/** At most `topK` matches, best first. */
public val QueryResponse.matches: List<Match> get() = matches()

/** The id of the vector. */
public val Match.id: String get() = id()

/** The score by the metric of the index. */
public val Match.score: Float get() = score()

/** The vector found; its values are empty unless the query asked for them. */
public val Match.vector: Vector get() = vector()

/** The metadata; empty unless the query asked for it. */
public val Match.metadata: Metadata get() = metadata()

/** The id. */
public val Vector.id: String get() = id()

/** A copy of the dense values; empty for a vector of sparse values only. */
public val Vector.values: FloatArray get() = values()

/** The sparse values; null if there are none. */
public val Vector.sparseValues: SparseValues? get() = sparseValues().orElse(null)

/** The metadata; empty if there is none. */
public val Vector.metadata: Metadata get() = metadata()

/** The vectors by id; unknown ids are left out. */
public val FetchResponse.vectors: Map<String, Vector> get() = vectors()

/** The number of items by namespace. */
public val IndexStats.namespaces: Map<String, Long> get() = namespaces()

/** The number of items of all namespaces. */
public val IndexStats.totalVectorCount: Long get() = totalVectorCount()

/** The dimension of dense values; null if there are none. */
public val IndexStats.dimension: Int? get() = dimension().orNull()

/** The records found, best first. */
public val SearchRecordsResponse.hits: List<RecordHit> get() = hits()

/** The id of the record. */
public val RecordHit.id: String get() = id()

/** The score by the metric of the index, or of the reranking. */
public val RecordHit.score: Float get() = score()

/** The fields that the search asked for. */
public val RecordHit.fields: Fields get() = fields()

/** The documents found, best first. */
public val SearchDocumentsResponse.matches: List<DocumentMatch> get() = matches()

/** The id of the document. */
public val DocumentMatch.id: String get() = id()

/** The score; null if the search does not rank. */
public val DocumentMatch.score: Double? get() = score().orNull()

/** The fields that the search asked for. */
public val DocumentMatch.fields: DocumentFields get() = fields()

/** The embeddings, in the order of the texts. */
public val EmbedResponse.embeddings: List<Embedding> get() = embeddings()

/** A copy of the dense values; empty for a sparse embedding. */
public val Embedding.values: FloatArray get() = values()

/** The sparse values; null for a dense embedding. */
public val Embedding.sparseValues: SparseValues? get() = sparseValues().orElse(null)

/** The documents, most relevant first. */
public val RerankResponse.documents: List<RankedDocument> get() = documents()

/** The position of the document in the request. */
public val RankedDocument.index: Int get() = index()

/** The relevance, from 0 to 1. */
public val RankedDocument.score: Float get() = score()

/** The name of the namespace. */
public val NamespaceDescription.name: String get() = name()

/** The number of items in the namespace. */
public val NamespaceDescription.recordCount: Long get() = recordCount()

/** The name of the index. */
public val IndexDescription.name: String get() = name()

/** The dimension of dense values; null if there are none. */
public val IndexDescription.dimension: Int? get() = dimension().orNull()

/** The public host; null until the service has assigned one. */
public val IndexDescription.host: String? get() = host().orElse(null)

/** The private host; null if the service lists none. */
public val IndexDescription.privateHost: String? get() = privateHost().orElse(null)

/** The number of items that the service accepted. */
public val BulkReport.accepted: Long get() = accepted()

/** The number of items that the service refused. */
public val BulkReport.rejected: Long get() = rejected()

/** The failures that were kept. */
public val BulkReport.failures: List<BulkFailure> get() = failures()

private fun OptionalInt.orNull(): Int? = if (isPresent) asInt else null

private fun OptionalLong.orNull(): Long? = if (isPresent) asLong else null

private fun OptionalDouble.orNull(): Double? = if (isPresent) asDouble else null
