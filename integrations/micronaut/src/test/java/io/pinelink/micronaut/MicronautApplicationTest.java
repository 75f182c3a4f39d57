package io.pinelink.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.Match;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An application with a web server and an embedded Pinecone, configured in YAML. */
@MicronautTest(propertySources = "classpath:shop.yml")
@WithEmbeddedPinecone
class MicronautApplicationTest {
  @Inject EmbeddedServer server;
  @Inject EmbeddedPinecone pinecone;
  @Inject MeterRegistry meters;

  @Inject
  @Named("manuals")
  DocumentIndex manuals;

  /** The beans of the application. */
  @Factory
  @Requires(property = "pinelink.indexes.products")
  static class ShopBeans {
    @Singleton
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }

    @Singleton
    EmbeddedPineconeSetup indexes() {
      return client -> {
        client
            .controlPlane()
            .createIndex(
                CreateIndexRequest.dense(
                    "products-2026", 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
        client.index("products-2026").upsert(List.of(Vector.of("lamp", new float[] {1, 0})));
        client
            .controlPlane()
            .createDocumentIndex(
                CreateDocumentIndexRequest.builder(
                        "manuals",
                        IndexSchema.builder().text("body", FullTextSearch.defaults()).build(),
                        IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                    .build());
      };
    }
  }

  /** The web interface of the application. */
  @Controller("/search")
  @Requires(property = "pinelink.indexes.products")
  static class Search {
    private final Index products;

    Search(@Named("products") Index products) {
      this.products = products;
    }

    @Get
    @ExecuteOn(TaskExecutors.BLOCKING)
    String nearest() {
      List<Match> matches =
          products
              .query(QueryRequest.builder().vector(new float[] {1, 0}).topK(1).build())
              .matches();
      return matches.get(0).id();
    }
  }

  @Test
  void aRequestIsServedOverThePrivateRoute() throws Exception {
    assertThat(get("/search").body()).isEqualTo("lamp");
    assertThat(pinecone.requests())
        .extracting(RecordedRequest::listener)
        .contains(Listener.PRIVATE_DATA)
        .doesNotContain(Listener.PUBLIC_DATA);
    assertThat(meters.find("db.client.operation.duration").timers()).isNotEmpty();
  }

  @Test
  void healthShowsRoutesAndTheAnswerOfTheService() throws Exception {
    get("/search");
    HttpResponse<String> up = get("/health");
    assertThat(up.statusCode()).isEqualTo(200);
    assertThat(up.body())
        .contains("\"pinelink\"", "\"verdict\":\"answered\"", "\"kind\":\"private\"")
        .contains("\"notes\":\"not open yet\"");
    pinecone
        .faults()
        .next("describeIndexStats", Fault.refuse(ErrorCode.UNAVAILABLE, "out of order"));
    pinecone.faults().next("fetch", Fault.refuse(ErrorCode.UNAVAILABLE, "out of order"));
    HttpResponse<String> down = get("/health");
    assertThat(down.statusCode()).isEqualTo(503);
    assertThat(down.body()).contains("\"verdict\":\"unreachable\"");
  }

  @Test
  void aDocumentIndexIsABean() {
    assertThat(manuals.describeIndexStats().totalVectorCount()).isZero();
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create(server.getURL() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
