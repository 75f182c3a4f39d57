package compatibility;

import io.netty.handler.ssl.OpenSsl;
import io.pinecone.clients.Index;
import io.pinecone.clients.Pinecone;
import java.util.List;
import java.util.Map;

/** The official client: an index, an upsert and a query, over gRPC with the TLS of its Netty. */
final class Beside {
  private Beside() {}

  static String run() {
    String name = System.getenv("INDEX_NAME") + "-b";
    Pinecone pinecone = new Pinecone.Builder(System.getenv("PINECONE_API_KEY")).build();
    pinecone.createServerlessIndex(name, "cosine", 3, "aws", "us-east-1", "disabled", Map.of());
    try (Index index = pinecone.getIndexConnection(name)) {
      index.upsert("official", List.of(1f, 0f, 0f), "");
      String id = index.queryByVector(1, List.of(1f, 0f, 0f), "").getMatchesList().get(0).getId();
      pinecone.deleteIndex(name);
      return id + " client done, tcnative is " + (OpenSsl.isAvailable() ? "loaded" : "missing");
    }
  }
}
