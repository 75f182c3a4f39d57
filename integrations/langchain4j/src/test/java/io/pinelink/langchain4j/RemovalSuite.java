package io.pinelink.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.EmbeddingStoreWithRemovalIT;
import java.util.UUID;

/** LangChain4j's own suite of removal, complete. Each test has a namespace of its own. */
abstract class RemovalSuite extends EmbeddingStoreWithRemovalIT {
  private final EmbeddingModel model = new WordHashes();
  private final EmbeddingStore<TextSegment> store;

  RemovalSuite(PinelinkEmbeddingStore.Builder builder) {
    store = builder.namespace(UUID.randomUUID().toString()).build();
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
