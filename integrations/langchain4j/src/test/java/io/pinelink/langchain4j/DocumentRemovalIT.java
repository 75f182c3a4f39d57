package io.pinelink.langchain4j;

import io.pinelink.DocumentIndex;
import io.pinelink.model.Metric;
import io.pinelink.testservice.PrivateService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The suite of removal on a document index. */
class DocumentRemovalIT extends RemovalSuite {
  private static PrivateService service;
  private static DocumentIndex index;

  DocumentRemovalIT() {
    super(PinelinkEmbeddingStore.builder(index));
  }

  @BeforeAll
  static void start() {
    service = PrivateService.start();
    index = service.newDocumentIndex("text_segment", Metric.COSINE, WordHashes.DIMENSION);
  }

  @AfterAll
  static void stop() {
    service.close();
  }
}
