package io.pinelink.langchain4j;

import io.pinelink.Index;
import io.pinelink.model.Metric;
import io.pinelink.testservice.PrivateService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The suite on an index with cosine, over gRPC. */
class CosineStoreIT extends StoreSuite {
  private static PrivateService service;
  private static Index index;

  CosineStoreIT() {
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
