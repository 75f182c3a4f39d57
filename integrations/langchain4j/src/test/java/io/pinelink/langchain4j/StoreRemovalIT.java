package io.pinelink.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.EmbeddingStoreWithRemovalIT;
import io.pinelink.Index;
import io.pinelink.model.Metric;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** LangChain4j's own suite of removal, complete. Each test has a namespace of its own. */
class StoreRemovalIT extends EmbeddingStoreWithRemovalIT {
  private static PrivateService service;
  private static Index index;

  private final EmbeddingModel model = new WordHashes();
  private EmbeddingStore<TextSegment> store;

  @BeforeAll
  static void start() {
    service = PrivateService.start();
    index = service.newIndex("docs", Metric.COSINE, WordHashes.DIMENSION);
  }

  @BeforeEach
  void open() {
    store = PinelinkEmbeddingStore.builder(index).namespace(UUID.randomUUID().toString()).build();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Override
  protected EmbeddingStore<TextSegment> embeddingStore() {
    return store;
  }

  @Override
  protected EmbeddingModel embeddingModel() {
    return model;
  }
}
