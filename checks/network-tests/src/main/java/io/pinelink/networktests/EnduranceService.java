package io.pinelink.networktests;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.local.LocalServer;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedAuthority;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.FaultRule;
import io.pinelink.server.Listener;
import io.pinelink.testsupport.load.Content;
import java.nio.file.Path;

/**
 * The private endpoint that a run of endurance kills and starts again: {@code EnduranceService
 * AUTHORITY DATA valid|expired}, with the directories of its certificate authority and of its data.
 * Each start has a new certificate. Prints {@code ready} once it answers, and runs until it is
 * killed.
 */
public final class EnduranceService {
  static final String VECTORS = "load-vectors";
  static final String DOCUMENTS = "load-documents";
  static final String RECORDS = "load-records";
  static final String EXPIRED = "expired";

  private static final int WARM_UP_CALLS = 20;

  private EnduranceService() {}

  /** Runs the endpoint. */
  public static void main(String... args) throws InterruptedException {
    EmbeddedPinecone server =
        LocalServer.builder(
                EmbeddedPinecone.builder()
                    .authority(EmbeddedAuthority.load(Path.of(args[0])))
                    .projectId(ScenarioProject.FIRST.id())
                    .environment(ScenarioProject.ENVIRONMENT)
                    .listenAt(Listener.PRIVATE_DATA, NetworkAddress.ENDURANCE.socketAddress()))
            .data(Path.of(args[1]))
            .start()
            .pinecone();
    server.project().registerPrivateEndpoint(NetworkAddress.SECOND_ENDURANCE.socketAddress());
    if (server.project().indexes().isEmpty()) {
      createIndexes(server);
    }
    warmUp(server);
    if (args[2].equals(EXPIRED)) {
      server.faults().add(FaultRule.always(Fault.expiredCertificate()));
    }
    System.out.println("ready");
    Thread.currentThread().join();
  }

  /** Calls itself: the first calls of a process take seconds on a busy machine. */
  private static void warmUp(EmbeddedPinecone server) {
    for (Protocol protocol : Protocol.values()) {
      try (Pinelink client = server.clientBuilder().protocols(protocol).build()) {
        Index vectors = client.indexAt(ScenarioProject.FIRST.publicHost(VECTORS));
        for (int i = 0; i < WARM_UP_CALLS; i++) {
          vectors.describeIndexStats();
        }
      }
    }
  }

  private static void createIndexes(EmbeddedPinecone server) {
    IndexSpec.Serverless region = IndexSpec.serverless(Cloud.AWS, "us-east-1");
    try (Pinelink client = server.clientBuilder().build()) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.builder(VECTORS, region)
                  .dimension(Content.DIMENSION)
                  .metric(Metric.DOT_PRODUCT)
                  .build());
      client
          .controlPlane()
          .createDocumentIndex(
              CreateDocumentIndexRequest.builder(
                      DOCUMENTS,
                      IndexSchema.builder()
                          .text("title", FullTextSearch.defaults())
                          .denseVector("v", Content.DIMENSION, Metric.DOT_PRODUCT)
                          .build(),
                      region)
                  .build());
      client
          .controlPlane()
          .createIndexForModel(
              CreateIndexForModelRequest.builder(
                      RECORDS, Cloud.AWS, "us-east-1", "llama-text-embed-v2", "text")
                  .build());
    }
  }
}
