package io.pinelink.pipelines;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.DeleteRequest;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;

/** The service, the index and the arguments of a demo. */
final class Demo implements AutoCloseable {
  static final String INDEX = "docs";

  private static final int FEW = 20_000;
  private static final int DIMENSION = 384;

  /** How many vectors the demo writes. */
  final int vectors;

  /** How many values each vector has. */
  final int dimension;

  /** Whether the rate is compared with the bulk engine's. */
  final boolean compares;

  final EmbeddedPinecone server;
  private final Pinelink client;

  /** Arguments: the number of vectors for a comparison, and their dimension, both optional. */
  Demo(String... args) {
    this.vectors = args.length > 0 ? Integer.parseInt(args[0]) : FEW;
    this.dimension = args.length > 1 ? Integer.parseInt(args[1]) : DIMENSION;
    this.compares = args.length > 0;
    this.server = EmbeddedPinecone.start();
    this.client = server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build();
    client
        .controlPlane()
        .createIndex(
            CreateIndexRequest.builder(INDEX, IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                .dimension(dimension)
                .build());
  }

  Index namespace(String namespace) {
    return client.index(INDEX).namespace(namespace);
  }

  /** Returns how many vectors are in a namespace. */
  long stored(String namespace) {
    return client.index(INDEX).describeIndexStats().namespaces().getOrDefault(namespace, 0L);
  }

  /** Deletes what is in a namespace, and frees its memory, so that no later load has to. */
  void delete(String namespace) {
    var unused = namespace(namespace).delete(DeleteRequest.all());
    System.gc();
  }

  void printPublicCalls() {
    System.out.printf(
        "%d data calls were public.%n",
        server.requests().stream()
            .filter(request -> request.listener() == Listener.PUBLIC_DATA)
            .count());
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
