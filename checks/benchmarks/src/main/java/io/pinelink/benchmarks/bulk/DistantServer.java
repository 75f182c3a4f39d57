package io.pinelink.benchmarks.bulk;

import io.pinelink.Pinelink;
import io.pinelink.benchmarks.load.Requests;
import io.pinelink.benchmarks.load.Shape;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;

/**
 * A process of an embedded server with one index, over TLS on the service's port at an address. It
 * prints the index's host, and ends with its input.
 */
public final class DistantServer {
  /** The port of the service. */
  public static final int PORT = 443;

  private DistantServer() {}

  /**
   * Runs the server.
   *
   * @param args the address, and the directory in which to save the certificate of the authority
   */
  public static void main(String... args) throws IOException {
    try (EmbeddedPinecone server =
            EmbeddedPinecone.builder()
                .listenAt(
                    Listener.PUBLIC_DATA,
                    new InetSocketAddress(InetAddress.getByName(args[0]), PORT))
                .apiKeys(Set.of(Requests.KEY))
                .start();
        Pinelink client = server.clientBuilder().build()) {
      server.authority().save(Path.of(args[1]));
      System.out.println(
          client
              .controlPlane()
              .createIndex(
                  CreateIndexRequest.dense(
                      "distant",
                      Shape.USUAL.dimension(),
                      IndexSpec.serverless(Cloud.AWS, "us-east-1")))
              .host()
              .orElseThrow());
      while (System.in.read() >= 0) {
        // Serves until the other process closes the input.
      }
    }
  }
}
