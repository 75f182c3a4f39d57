package io.pinelink.networktests;

import io.pinelink.Pinelink;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.documents.Document;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedAuthority;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.EmbeddedPineconeBuilder;
import io.pinelink.server.EmbeddedProject;
import io.pinelink.server.Listener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The service as seen at one host of the network. {@code Service public DIRECTORY} runs the control
 * plane and the public data plane, {@code Service endpoint DIRECTORY} the private endpoints of all
 * projects. Both use the certificate authority in the directory. Prints {@code ready} once it
 * answers, and runs until it is killed.
 *
 * <p>Both have the same indexes, with one vector or document whose id is the name of the host, so
 * an answer shows which host it came from.
 */
public final class Service {
  private Service() {}

  /** Runs one of the two services. */
  public static void main(String... args) throws InterruptedException {
    String host = args[0];
    EmbeddedPineconeBuilder builder =
        EmbeddedPinecone.builder()
            .authority(authority(Path.of(args[1])))
            .projectId(ScenarioProject.FIRST.id())
            .environment(ScenarioProject.ENVIRONMENT);
    boolean isPublic = host.equals(NetworkAddress.PUBLIC_DATA.host());
    if (isPublic) {
      builder
          .listenAt(Listener.CONTROL, NetworkAddress.CONTROL_PLANE.socketAddress())
          .listenAt(Listener.PUBLIC_DATA, NetworkAddress.PUBLIC_DATA.socketAddress());
    } else {
      builder.listenAt(Listener.PRIVATE_DATA, NetworkAddress.ENDPOINT.socketAddress());
    }
    EmbeddedPinecone server = builder.start();
    if (!isPublic) {
      server.project().registerPrivateEndpoint(NetworkAddress.SECOND_ENDPOINT.socketAddress());
      server.project().registerPrivateEndpoint(NetworkAddress.IPV6_ENDPOINT.socketAddress());
    }
    fill(server.project(), host);
    addProject(server, ScenarioProject.OTHER, host);
    addProject(server, ScenarioProject.RESTRICTED, host).restrictToPrivateEndpoints(true);
    System.out.println("ready");
    Thread.currentThread().join();
  }

  private static EmbeddedAuthority authority(Path directory) {
    if (Files.exists(directory.resolve(Network.CA_FILE))) {
      return EmbeddedAuthority.load(directory);
    }
    EmbeddedAuthority made = EmbeddedAuthority.create();
    made.save(directory);
    return made;
  }

  /**
   * Adds a project. It needs an endpoint even on the public host: without one, the control plane
   * returns no private hosts.
   */
  private static EmbeddedProject addProject(
      EmbeddedPinecone server, ScenarioProject project, String host) {
    EmbeddedProject added = server.addProject(project.id());
    if (host.equals(project.endpoint().host())) {
      added.registerPrivateEndpoint(project.endpoint().socketAddress());
    } else {
      added.registerPrivateEndpoint();
    }
    fill(added, host);
    return added;
  }

  private static void fill(EmbeddedProject project, String host) {
    try (Pinelink client = project.clientBuilder().build()) {
      IndexSpec spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
      client.controlPlane().createIndex(CreateIndexRequest.dense(ScenarioProject.INDEX, 2, spec));
      client.index(ScenarioProject.INDEX).upsert(List.of(Vector.of(host, new float[] {1, 0})));
      IndexSchema schema =
          IndexSchema.builder().text(ScenarioProject.TEXT, FullTextSearch.defaults()).build();
      client
          .controlPlane()
          .createDocumentIndex(
              CreateDocumentIndexRequest.builder(ScenarioProject.DOCUMENT_INDEX, schema, spec)
                  .build());
      client
          .documents(ScenarioProject.DOCUMENT_INDEX)
          .upsert(
              List.of(Document.builder(host).put(ScenarioProject.TEXT, "spring tides").build()));
    }
  }
}
