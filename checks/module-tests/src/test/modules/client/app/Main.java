package app;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.Vector;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.RoutePolicy;
import java.nio.file.Path;
import java.util.List;

/** Writes and reads over both protocols; the server is in another process. */
public final class Main {
  private Main() {}

  public static void main(String... args) {
    String controlPlane = args[0];
    Path authority = Path.of(args[1]);
    int privatePort = Integer.parseInt(args[2]);
    for (Protocol protocol : Protocol.values()) {
      String name = "docs-" + protocol.name().toLowerCase();
      try (Pinelink client =
          Pinelink.builder()
              .apiKey(args[3])
              .protocols(protocol, Protocol.REST)
              .controlPlane(controlPlane)
              .tls(TlsOptions.trustOnly(authority))
              .routePolicy(RoutePolicy.privateRequired())
              .addressGuard(AddressGuard.privateOnly().allowingLoopback())
              .connectRule(ConnectRule.forIndex(name).dial("127.0.0.1", privatePort))
              .build()) {
        client
            .controlPlane()
            .createIndex(
                CreateIndexRequest.dense(name, 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
        Index docs = client.index(name);
        docs.upsert(
            List.of(
                Vector.of("a", new float[] {1, 0}), Vector.of("b", new float[] {0, 1})));
        QueryResponse nearest = docs.query(QueryRequest.builder().vector(1, 0).topK(1).build());
        System.out.println(nearest.info().protocol() + " " + nearest.matches().get(0).id());
      }
    }
    System.out.println(
        Pinelink.class.getModule() + " in " + Main.class.getModule());
  }
}
