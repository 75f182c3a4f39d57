package io.pinelink.springai;

import io.pinelink.model.Metric;
import io.pinelink.testservice.PrivateService;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.ai.test.vectorstore.BaseVectorStoreTests;
import org.springframework.ai.vectorstore.VectorStore;

/** Spring AI's own suite, unchanged, on a vector index. Each test has its own namespace. */
class VectorStoreSuiteIT extends BaseVectorStoreTests {
  private static PrivateService service;
  private static PinelinkVectorStore store;

  @BeforeAll
  static void start() {
    service = PrivateService.start();
    store =
        PinelinkVectorStore.builder(
                service.newIndex(Metric.COSINE, WordCounts.DIMENSION), new WordCounts())
            .build();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Override
  protected void executeTest(Consumer<VectorStore> test) {
    test.accept(store.namespace(UUID.randomUUID().toString()));
  }
}
