package io.pinelink.testservice;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import java.util.List;

/**
 * A server on loopback with TLS, and a client that may reach its data by the private route only.
 */
public final class PrivateService implements AutoCloseable {
  private static final IndexSpec SPEC = IndexSpec.serverless(Cloud.AWS, "us-east-1");

  private final EmbeddedPinecone server = EmbeddedPinecone.start();
  private final Pinelink client;
  private int indexes;
  private int skipped;

  private PrivateService(Protocol... protocols) {
    client =
        server
            .clientBuilder()
            .routePolicy(RoutePolicy.privateRequired())
            .protocols(protocols)
            .build();
  }

  /** Starts a server, and a client that uses gRPC where there is a choice. */
  public static PrivateService start() {
    return new PrivateService(Protocol.GRPC, Protocol.REST);
  }

  /** Starts a server, and a client that uses REST only. */
  public static PrivateService overRest() {
    return new PrivateService(Protocol.REST);
  }

  /** Creates and opens a vector index, with a name of its own. */
  public Index newIndex(Metric metric, int dimension) {
    return newIndex("docs-" + indexes++, metric, dimension);
  }

  /** Creates and opens a vector index. */
  public Index newIndex(String name, Metric metric, int dimension) {
    client
        .controlPlane()
        .createIndex(
            CreateIndexRequest.builder(name, SPEC).dimension(dimension).metric(metric).build());
    return client.index(name);
  }

  /**
   * Creates and opens a document index, with a name of its own. It has the dense field {@code
   * embedding}.
   *
   * @param textField the name of its full-text field
   */
  public DocumentIndex newDocumentIndex(String textField, Metric metric, int dimension) {
    String name = "texts-" + indexes++;
    IndexSchema schema =
        IndexSchema.builder()
            .text(textField, FullTextSearch.defaults())
            .denseVector("embedding", dimension, metric)
            .build();
    client
        .controlPlane()
        .createDocumentIndex(CreateDocumentIndexRequest.builder(name, schema, SPEC).build());
    return client.documents(name);
  }

  /** Returns the server. */
  public EmbeddedPinecone server() {
    return server;
  }

  /** Returns the client. */
  public Pinelink client() {
    return client;
  }

  /** Makes {@link #operations} begin with the next request. */
  public void skipOperations() {
    skipped = server.requests().size();
  }

  /** Returns the operations of the data plane that arrived, in order. */
  public List<String> operations() {
    return server.requests().stream()
        .skip(skipped)
        .filter(request -> request.listener() != Listener.CONTROL)
        .map(RecordedRequest::operation)
        .toList();
  }

  /** Closes both, after a check that data went through the private listener and no other one. */
  @Override
  public void close() {
    List<RecordedRequest> requests = server.requests();
    client.close();
    server.close();
    assertThat(requests)
        .extracting(RecordedRequest::listener)
        .contains(Listener.PRIVATE_DATA)
        .isSubsetOf(Listener.CONTROL, Listener.PRIVATE_DATA);
  }
}
