package compatibility

import io.pinelink.control.CreateIndexRequest
import io.pinelink.control.IndexSpec
import io.pinelink.model.Protocol
import io.pinelink.model.QueryRequest
import io.pinelink.model.Vector
import io.pinelink.routing.Cloud
import java.util.concurrent.TimeUnit.SECONDS

/** Uses Pinelink from Kotlin, with futures and without, after the main job. */
fun main() {
  println(MainJob.run())
  val name = System.getenv("INDEX_NAME") + "-b"
  MainJob.client(Protocol.GRPC, Protocol.REST).use { client ->
    val spec = IndexSpec.serverless(Cloud.AWS, "us-east-1")
    client.controlPlane().createIndex(CreateIndexRequest.dense(name, 3, spec))
    val index = client.index(name)
    index.upsert(listOf(Vector.of("Kotlin", floatArrayOf(1f, 0f, 0f))))
    val nearest = QueryRequest.builder().vector(1f, 0f, 0f).topK(1).build()
    val found = index.async().query(nearest).get(30, SECONDS).matches().single()
    client.controlPlane().deleteIndex(name)
    println("${found.id()} done")
  }
}
