package compatibility;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.documents.Document;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.network.ProxyOptions;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import java.util.List;

/** Writes and reads in an embedded server on the class path of the application, as its tests do. */
final class ServerJob {
  private static final IndexSpec SPEC = IndexSpec.serverless(Cloud.AWS, "us-east-1");

  private ServerJob() {}

  /** Runs the job and returns the line that a row must print. */
  static String run() {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client = client(server, Protocol.GRPC, Protocol.REST);
        Pinelink restOnly = client(server, Protocol.REST)) {
      client.controlPlane().createIndex(CreateIndexRequest.dense("vectors", 2, SPEC));
      useVectors(client.index("vectors").namespace("grpc"), Protocol.GRPC);
      useVectors(restOnly.index("vectors").namespace("rest"), Protocol.REST);
      useDocuments(client);
      return "embedded server done over GRPC and REST";
    }
  }

  private static Pinelink client(EmbeddedPinecone server, Protocol... protocols) {
    return server
        .clientBuilder()
        .protocols(protocols)
        .proxy(ProxyOptions.none())
        .routePolicy(RoutePolicy.privateRequired())
        .build();
  }

  private static void useVectors(Index index, Protocol protocol) {
    index.upsert(
        List.of(Vector.of("near", new float[] {1, 0}), Vector.of("far", new float[] {0, 1})));
    var found = index.query(QueryRequest.builder().vector(1, 0).topK(1).build());
    check(found.info().protocol() + " " + found.matches().get(0).id(), protocol + " near");
  }

  private static void useDocuments(Pinelink client) {
    IndexSchema schema =
        IndexSchema.builder()
            .text("title", FullTextSearch.defaults().withLanguage("en").withStemming())
            .build();
    client
        .controlPlane()
        .createDocumentIndex(CreateDocumentIndexRequest.builder("texts", schema, SPEC).build());
    DocumentIndex documents = client.documents("texts");
    documents.upsert(List.of(Document.builder("a").put("title", "Spring tides").build()));
    var found =
        documents.search(SearchDocumentsRequest.by(ScoringClause.text("tide", "title")));
    check(found.matches().get(0).id(), "a");
  }

  private static void check(String actual, String expected) {
    if (!actual.equals(expected)) {
      throw new IllegalStateException(actual + ", expected " + expected);
    }
  }
}
