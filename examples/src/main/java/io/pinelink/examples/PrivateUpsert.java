package io.pinelink.examples;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import java.util.List;

/**
 * Four vectors over the private route. The real service: {@code Pinelink.builder().apiKey(key)}.
 */
public final class PrivateUpsert {
  public static void main(String... args) {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client =
            server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build()) {
      IndexSpec.Serverless spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.builder("docs-example", spec)
                  .dimension(8)
                  .metric(Metric.EUCLIDEAN)
                  .build());
      Index docs = client.index("docs-example");
      System.out.println(docs.route());

      docs.upsert(
          List.of(vector("I", 0.1f), vector("J", 0.2f), vector("K", 0.3f), vector("L", 0.4f)));
      QueryRequest nearest =
          QueryRequest.builder().vector(vector("?", 0.3f).values()).topK(4).build();
      System.out.println(docs.query(nearest).matches());

      docs.update(UpdateRequest.builder("I").metadata(Metadata.of("genre", "drama")).build());
      docs.delete(DeleteRequest.byIds("L"));
      System.out.println(docs.query(nearest).matches());
      docs.fetch(FetchRequest.byIds("I")).vectors().values().stream()
          .map(vector -> vector.id() + " " + vector.metadata().asMap())
          .forEach(System.out::println);
    }
  }

  private static Vector vector(String id, float value) {
    return Vector.of(id, new float[] {value, value, value, value, value, value, value, value});
  }
}
