package io.pinelink.springai;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.testsupport.PageCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the code of the guide compiles. It is not run, since it calls the real service. */
class SpringAiPageTest {
  private static final String GUIDE =
      """
      import io.micrometer.observation.ObservationRegistry;
      import io.pinelink.Pinelink;
      import io.pinelink.control.FullTextSearch;
      import io.pinelink.control.IndexSchema;
      import io.pinelink.error.BulkException;
      import io.pinelink.inference.SparseEncoder;
      import io.pinelink.model.Metric;
      import io.pinelink.routing.RoutePolicy;
      import io.pinelink.springai.PinelinkVectorStore;
      import java.util.List;
      import java.util.Map;
      import java.util.logging.Logger;
      import org.springframework.ai.document.Document;
      import org.springframework.ai.embedding.EmbeddingModel;
      import org.springframework.ai.vectorstore.SearchRequest;
      import org.springframework.ai.vectorstore.VectorStore;
      class Guide {
        void start(EmbeddingModel embeddingModel, ObservationRegistry observationRegistry) {
          %s
        }
        void failures(VectorStore store, List<Document> documents, Logger log) {
          %s
        }
        void documents(Pinelink client, EmbeddingModel embeddingModel) {
          %s
        }
        void hybrid(Pinelink client, EmbeddingModel embeddingModel) {
          %s
        }
      }
      """;

  @Test
  void theCodeOfThePageCompiles(@TempDir Path folder) throws IOException {
    List<String> blocks = PageCode.blocks(Path.of("../../docs/spring-ai.md"));
    assertThat(blocks).hasSize(4);
    String source = GUIDE.formatted(blocks.toArray());

    assertThat(PageCode.compile(source, folder)).isEmpty();
  }
}
