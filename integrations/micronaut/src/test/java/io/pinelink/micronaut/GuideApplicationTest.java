package io.pinelink.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Match;
import io.pinelink.model.QueryRequest;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The application of docs/micronaut.md, in the parts that the page shows. */
class GuideApplicationTest {
  @Singleton
  static class Search {
    private final Index products;

    Search(@Named("products") Index products) {
      this.products = products;
    }

    List<Match> nearest(float[] values) {
      return products.query(QueryRequest.builder().vector(values).topK(10).build()).matches();
    }
  }

  @Singleton
  static class ClientOptions implements BeanCreatedEventListener<Pinelink.Builder> {
    @Override
    public Pinelink.Builder onCreated(BeanCreatedEvent<Pinelink.Builder> event) {
      return event.getBean().label("shop");
    }
  }

  @Singleton
  static class TestIndexes implements EmbeddedPineconeSetup {
    @Override
    public void setUp(Pinelink client) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.dense(
                  "products", 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
    }
  }

  @Nested
  @Property(name = "pinelink.indexes.products.namespace", value = "en")
  @MicronautTest(startApplication = false)
  @WithEmbeddedPinecone
  class SearchTest {
    @Inject Search search;
    @Inject EmbeddedPinecone pinecone;

    @Test
    void searchesUseThePrivateRoute() {
      search.nearest(new float[] {1, 0});
      assertThat(pinecone.requests())
          .extracting(RecordedRequest::listener)
          .doesNotContain(Listener.PUBLIC_DATA);
    }
  }
}
