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
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.RoutePolicy;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Creates indexes, writes and reads over TLS, with gRPC and with REST. */
public final class MainJob {
  private static final IndexSpec.Serverless SPEC = IndexSpec.serverless(Cloud.AWS, "us-east-1");

  private MainJob() {}

  /** Runs the job and returns the line that a row must print. */
  public static String run() {
    String name = System.getenv("INDEX_NAME");
    try (Pinelink client = client(Protocol.GRPC, Protocol.REST);
        Pinelink restOnly = client(Protocol.REST)) {
      client.controlPlane().createIndex(CreateIndexRequest.dense(name, 3, SPEC));
      useVectors(client.index(name).namespace("grpc"), Protocol.GRPC);
      useVectors(restOnly.index(name).namespace("rest"), Protocol.REST);
      client.controlPlane().deleteIndex(name);
      useDocuments(client, name + "-text");
      return "main job done over GRPC and REST";
    }
  }

  /** Returns a client of the embedded server that prefers the first protocol. */
  public static Pinelink client(Protocol... protocols) {
    String[] endpoint = System.getenv("PRIVATE_ENDPOINT").split(":");
    return Pinelink.builder() // the API key is in PINECONE_API_KEY
        .protocols(protocols)
        .controlPlane(System.getenv("CONTROL_PLANE"))
        .tls(TlsOptions.trustOnly(Path.of(System.getenv("CA_FILE"))))
        .proxy(ProxyOptions.none())
        .routePolicy(RoutePolicy.privateRequired())
        .addressGuard(AddressGuard.privateOnly().allowingLoopback())
        .connectRule(
            ConnectRule.forProject("a1b234c")
                .dial(new InetSocketAddress(endpoint[0], Integer.parseInt(endpoint[1]))))
        .build();
  }

  private static void useVectors(Index index, Protocol protocol) {
    index.upsert(
        List.of(vector("near", 1, 0, 0), vector("far", 0, 1, 0), vector("deleted", 1, 1, 0)));
    index.update(UpdateRequest.builder("near").metadata(Metadata.of("genre", "drama")).build());
    index.delete(DeleteRequest.byIds("deleted"));
    QueryResponse found = index.query(QueryRequest.builder().vector(1, 0.1f, 0).topK(3).build());
    check("protocol", found.info().protocol(), protocol);
    check(
        "matches",
        found.matches().stream().map(match -> match.id()).toList(),
        List.of("near", "far"));
    Vector fetched = index.fetch(FetchRequest.byIds("near")).vectors().get("near");
    check("metadata", fetched.metadata().asMap().get("genre"), "drama");
  }

  private static void useDocuments(Pinelink client, String name) {
    IndexSchema schema = IndexSchema.builder().text("title", FullTextSearch.defaults()).build();
    client
        .controlPlane()
        .createDocumentIndex(CreateDocumentIndexRequest.builder(name, schema, SPEC).build());
    DocumentIndex documents = client.documents(name).namespace("tides");
    documents.upsert(
        List.of(
            Document.builder("a").put("title", "Spring tides").build(),
            Document.builder("b").put("title", "Autumn leaves").build()));
    check(
        "found documents",
        documents
            .search(SearchDocumentsRequest.by(ScoringClause.text("tides", "title")))
            .matches()
            .stream()
            .map(match -> match.id())
            .toList(),
        List.of("a"));
    check(
        "fetched documents",
        documents.fetch(FetchDocumentsRequest.byIds("b")).byId().keySet(),
        Set.of("b"));
    client.controlPlane().deleteIndex(name);
  }

  private static Vector vector(String id, float... values) {
    return Vector.of(id, values);
  }

  private static void check(String what, Object actual, Object expected) {
    if (!expected.equals(actual)) {
      throw new IllegalStateException(what + ": " + actual + ", expected " + expected);
    }
  }
}
