package engines;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import java.util.Set;
import java.util.TreeSet;

/** An embedded server with the index that the snippets write to, of two dimensions. */
public final class Server implements AutoCloseable {
  private final EmbeddedPinecone pinecone = EmbeddedPinecone.start();
  private final Pinelink client = connect();

  public Server() {
    client
        .controlPlane()
        .createIndex(
            CreateIndexRequest.dense("articles", 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
  }

  /** Returns a new client, which needs the private route. */
  public Pinelink connect() {
    return pinecone.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build();
  }

  public EmbeddedPinecone pinecone() {
    return pinecone;
  }

  public Index index() {
    return client.index("articles");
  }

  public Set<String> stored() {
    Set<String> ids = new TreeSet<>();
    index().listAllIds(ListIdsRequest.builder().build()).forEach(ids::add);
    return ids;
  }

  @Override
  public void close() {
    client.close();
    pinecone.close();
  }
}
