package io.pinelink.springboot.test.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.admin.AdminClient;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import io.pinelink.springboot.test.PinelinkTest;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** Tests which beans of an application the slice loads, on both versions of Spring Boot. */
@PinelinkTest(properties = "pinelink.indexes.books.namespace=en")
class SliceTest {
  @Autowired ApplicationContext context;
  @Autowired EmbeddedPinecone pinecone;

  @Test
  void theClientIsConnectedToTheServerOverThePrivateRoute() {
    context.getBean(Index.class).describeIndexStats();
    assertThat(pinecone.requests())
        .extracting(RecordedRequest::listener)
        .contains(Listener.PRIVATE_DATA)
        .isSubsetOf(Listener.CONTROL, Listener.PRIVATE_DATA);
  }

  @Test
  void onlyThePartsForPinelinkAreLoaded() {
    assertThat(context.getBeanProvider(Pinelink.class).getIfUnique()).isNotNull();
    assertThat(context.getBeanProvider(Shelf.class).stream()).isEmpty();
    assertThat(context.getBeanProvider(Desk.class).stream()).isEmpty();
    assertThat(context.containsBean("dispatcherServlet")).isFalse();
    assertThat(context.getBeanProvider(VectorStore.class).stream()).isEmpty();
    assertThat(context.containsBean("sslBundleRegistry")).isTrue();
  }

  @Nested
  @Import(Shelf.class)
  class WithAnImport {
    @Test
    void theComponentIsLoaded(@Autowired Shelf shelf) {
      shelf.put("red", 1, 0);
      shelf.put("blue", 0, 1);
      assertThat(shelf.nearest(0, 1)).containsExactly("blue");
    }
  }

  @Nested
  @PinelinkTest(
      properties = "pinelink.indexes.books.namespace=fr",
      includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Shelf.class),
      excludeAutoConfiguration = SslAutoConfiguration.class)
  class WithAFilter {
    @Test
    void theComponentIsLoadedAndTheAutoConfigurationIsNot(
        @Autowired Shelf shelf, @Autowired ApplicationContext filtered) {
      shelf.put("green", 1, 1);
      assertThat(filtered.getBean(Index.class).namespaces().describe("fr").recordCount())
          .isEqualTo(1);
      assertThat(filtered.getBeanProvider(Desk.class).stream()).isEmpty();
      assertThat(filtered.containsBean("sslBundleRegistry")).isFalse();
    }
  }

  @Nested
  @Import(OneEmbedding.class)
  class WithAnEmbeddingModel {
    @Test
    void theVectorStoreIsLoaded(@Autowired VectorStore store) {
      store.add(List.of(new Document("a book")));
      assertThat(store.similaritySearch("book")).extracting(Document::getText).contains("a book");
    }
  }

  @Nested
  @PinelinkTest(
      properties = {
        "pinelink.indexes.books.namespace=en",
        "pinelink.admin.client-id=any",
        "pinelink.admin.client-secret=any"
      })
  class WithAdminCredentials {
    @Test
    void theAdminClientIsConnectedToTheServer(@Autowired AdminClient admin) {
      assertThat(admin.listProjects().items()).isNotEmpty();
    }
  }
}
