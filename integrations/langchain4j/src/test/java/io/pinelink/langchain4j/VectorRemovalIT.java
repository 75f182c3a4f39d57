package io.pinelink.langchain4j;

import io.pinelink.Index;
import io.pinelink.model.Metric;
import io.pinelink.testservice.PrivateService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The suite of removal on a vector index. */
class VectorRemovalIT extends RemovalSuite {
  private static PrivateService service;
  private static Index index;

  VectorRemovalIT() {
    super(PinelinkEmbeddingStore.builder(index));
  }

  @BeforeAll
  static void start() {
    service = PrivateService.start();
    index = service.newIndex(Metric.COSINE, WordHashes.DIMENSION);
  }

  @AfterAll
  static void stop() {
    service.close();
  }
}
