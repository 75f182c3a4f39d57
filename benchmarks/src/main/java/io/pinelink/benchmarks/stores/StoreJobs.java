package io.pinelink.benchmarks.stores;

import dev.langchain4j.store.embedding.pinecone.PineconeEmbeddingStore;
import io.pinelink.Pinelink;
import io.pinelink.langchain4j.PinelinkEmbeddingStore;
import io.pinelink.network.AddressGuard;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.springai.PinelinkVectorStore;
import org.springframework.ai.vectorstore.pinecone.PineconeVectorStore;

/**
 * The stores by name. Each is created in a method of its own, so that a process loads the classes
 * of one framework and one client only.
 */
final class StoreJobs {
  private StoreJobs() {}

  /**
   * Opens a store of an index.
   *
   * @throws IllegalArgumentException if the name is unknown
   */
  static StoreJob open(String store, String apiKey, String index) {
    return switch (store) {
      case "langchain4j-own" -> langChain4j(apiKey, index);
      case "langchain4j-pinelink" -> pinelinkForLangChain4j(apiKey, index);
      case "spring-ai-own" -> springAi(apiKey, index);
      case "spring-ai-pinelink" -> pinelinkForSpringAi(apiKey, index);
      default -> throw new IllegalArgumentException("store is " + store);
    };
  }

  private static StoreJob langChain4j(String apiKey, String index) {
    return new LangChain4jJob(PineconeEmbeddingStore.builder().apiKey(apiKey).index(index).build());
  }

  private static StoreJob pinelinkForLangChain4j(String apiKey, String index) {
    return new LangChain4jJob(PinelinkEmbeddingStore.builder(client(apiKey).index(index)).build());
  }

  private static StoreJob springAi(String apiKey, String index) {
    return new SpringAiJob(
        PineconeVectorStore.builder(new ReadyEmbeddings()).apiKey(apiKey).indexName(index).build());
  }

  private static StoreJob pinelinkForSpringAi(String apiKey, String index) {
    return new SpringAiJob(
        PinelinkVectorStore.builder(client(apiKey).index(index), new ReadyEmbeddings()).build());
  }

  /** Returns a client that uses private routes only, open until the process ends. */
  private static Pinelink client(String apiKey) {
    return Pinelink.builder()
        .apiKey(apiKey)
        .routePolicy(RoutePolicy.privateRequired())
        .addressGuard(AddressGuard.privateOnly().allowingLoopback())
        .build();
  }
}
