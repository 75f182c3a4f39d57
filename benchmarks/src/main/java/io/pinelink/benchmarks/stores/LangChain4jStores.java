package io.pinelink.benchmarks.stores;

import dev.langchain4j.store.embedding.pinecone.PineconeEmbeddingStore;
import io.pinelink.langchain4j.PinelinkEmbeddingStore;

/** The stores of LangChain4j: its own, and the one on Pinelink. */
final class LangChain4jStores {
  private LangChain4jStores() {}

  static StoreJob own(String apiKey, String index) {
    return new LangChain4jJob(PineconeEmbeddingStore.builder().apiKey(apiKey).index(index).build());
  }

  static StoreJob pinelink(String apiKey, String index) {
    return new LangChain4jJob(
        PinelinkEmbeddingStore.builder(StoreJobs.client(apiKey).index(index)).build());
  }
}
