package io.pinelink.benchmarks.stores;

import io.pinelink.springai.PinelinkVectorStore;
import org.springframework.ai.vectorstore.pinecone.PineconeVectorStore;

/** The stores of Spring AI: its own, and the one on Pinelink. */
final class SpringAiStores {
  private SpringAiStores() {}

  static StoreJob own(String apiKey, String index) {
    return new SpringAiJob(
        PineconeVectorStore.builder(new ReadyEmbeddings()).apiKey(apiKey).indexName(index).build());
  }

  static StoreJob pinelink(String apiKey, String index) {
    return new SpringAiJob(
        PinelinkVectorStore.builder(StoreJobs.client(apiKey).index(index), new ReadyEmbeddings())
            .build());
  }
}
