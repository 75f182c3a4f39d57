package io.pinelink.examples.micronaut;

import io.micronaut.runtime.Micronaut;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.micronaut.EmbeddedPineconeSetup;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * A Micronaut application that finds colours in an index over a private route. {@code
 * application.yml} configures the client and the index; the service is a server in the same
 * process.
 *
 * <pre>{@code
 * examples/run Micronaut
 * curl 'http://127.0.0.1:8082/colours?red=1&green=0.4&blue=0'
 * curl http://127.0.0.1:8082/health
 * }</pre>
 */
public final class Shop {
  private Shop() {}

  /** Starts the application, which runs until it is stopped. */
  public static void main(String... args) {
    Micronaut.run(Shop.class, args);
  }

  /** The content of the server. */
  @Singleton
  static final class Colours implements EmbeddedPineconeSetup {
    @Override
    public void setUp(Pinelink client) {
      IndexSpec spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
      client.controlPlane().createIndex(CreateIndexRequest.dense("colours", 3, spec));
      client
          .index("colours")
          .upsert(
              List.of(
                  Vector.of("red", new float[] {1, 0, 0}),
                  Vector.of("orange", new float[] {1, 0.5f, 0}),
                  Vector.of("green", new float[] {0, 0.6f, 0}),
                  Vector.of("blue", new float[] {0, 0, 1}),
                  Vector.of("grey", new float[] {0.5f, 0.5f, 0.5f})));
    }
  }
}
