package io.pinelink.kotlin

import io.pinelink.control.CreateIndexRequest
import io.pinelink.control.IndexSpec
import io.pinelink.model.Protocol
import io.pinelink.routing.Cloud
import io.pinelink.server.EmbeddedPinecone

/** README's example, as docs/kotlin.md shows it; [CoroutineIndexIT] runs it over both transports. */
internal suspend fun firstSearch(vararg protocols: Protocol) {
  EmbeddedPinecone.start().use { server ->
    server.clientBuilder().protocols(*protocols).build().use { client ->
      val pinecone = client.coroutines()
      val spec = IndexSpec.serverless(Cloud.AWS, "us-east-1")
      pinecone.controlPlane.createIndex(CreateIndexRequest.dense("docs", 3, spec))
      val docs = pinecone.index("docs")
      docs.upsert(vectorOf("a", 0.1f, 0.2f, 0.3f), vectorOf("b", 0.3f, 0.2f, 0.1f))
      docs.query { vector(0.1f, 0.2f, 0.3f) }.matches.forEach(::println)
    }
  }
}
