package io.pinelink.langchain4j;

import io.pinelink.Index;
import io.pinelink.model.Metric;
import io.pinelink.testservice.PrivateService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The suite on an index with dot product, over REST. */
class DotProductStoreIT extends StoreSuite {
  private static PrivateService service;
  private static Index index;

  DotProductStoreIT() {
    super(PinelinkEmbeddingStore.builder(index));
  }

  @BeforeAll
  static void start() {
    service = PrivateService.overRest();
    index = service.newIndex(Metric.DOT_PRODUCT, WordHashes.DIMENSION);
  }

  @AfterAll
  static void stop() {
    service.close();
  }
}
