package io.pinelink.springai;

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
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import java.util.List;

/**
 * A server on loopback with TLS, and a client that may reach its data by the private route only.
 */
final class PrivateService implements AutoCloseable {
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

  static PrivateService start() {
    return new PrivateService(Protocol.GRPC, Protocol.REST);
  }

  static PrivateService overRest() {
    return new PrivateService(Protocol.REST);
  }

  Index newIndex(Metric metric, int dimension) {
    String name = "docs-" + indexes++;
    client
        .controlPlane()
        .createIndex(
            CreateIndexRequest.dense(name, dimension, IndexSpec.serverless("aws", "us-east-1"))
                .metric(metric)
                .build());
    return client.index(name);
  }

  /** Creates a document index with a dense field and a full-text field of the default names. */
  DocumentIndex newDocumentIndex(Metric metric, int dimension) {
    String name = "texts-" + indexes++;
    IndexSchema schema =
        IndexSchema.builder()
            .text("document_content", FullTextSearch.defaults())
            .denseVector("embedding", dimension, metric)
            .build();
    client
        .controlPlane()
        .createDocumentIndex(
            CreateDocumentIndexRequest.builder(
                    name, schema, IndexSpec.serverless("aws", "us-east-1"))
                .build());
    return client.documents(name);
  }

  EmbeddedPinecone server() {
    return server;
  }

  Pinelink client() {
    return client;
  }

  /** Makes {@link #operations} begin with the next request. */
  void skipOperations() {
    skipped = server.requests().size();
  }

  /** Returns the operations of the data plane that arrived, in order. */
  List<String> operations() {
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
