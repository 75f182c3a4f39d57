package io.pinelink.opentelemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import java.util.List;

/** A program that OpenTelemetry's Java agent instruments. It uses the global instance only. */
final class AgentProgram {
  static final String WORK = "work";

  private AgentProgram() {}

  /**
   * Writes a vector and queries twice, blocking and asynchronously, within a span of its own.
   *
   * @param args the protocol for data
   */
  public static void main(String... args) {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client =
            server
                .clientBuilder()
                .protocols(Protocol.valueOf(args[0]), Protocol.REST)
                .routePolicy(RoutePolicy.privateRequired())
                .callListener(OpenTelemetryCallListener.of(GlobalOpenTelemetry.get()))
                .build()) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.dense("docs", 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
      Span work = GlobalOpenTelemetry.getTracer("program").spanBuilder(WORK).startSpan();
      Context.current().with(work).wrap(() -> useIndex(client.index("docs"))).run();
      work.end();
    }
  }

  private static void useIndex(Index index) {
    index.upsert(UpsertRequest.of(List.of(Vector.of("a", new float[] {1, 0}))));
    QueryRequest query = QueryRequest.builder().vector(1, 0).topK(1).build();
    index.query(query);
    index.async().query(query).join();
  }
}
