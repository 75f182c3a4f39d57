package io.pinelink.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.EmbeddingStoreAddAllContract;
import dev.langchain4j.store.embedding.EmbeddingStoreRemoveAllContract;
import io.pinelink.Pinelink;
import io.pinelink.routing.RoutePolicy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * LangChain4j's contracts of arguments, which are checked before anything is sent: there is no
 * server.
 */
class StoreContractTest implements EmbeddingStoreAddAllContract, EmbeddingStoreRemoveAllContract {
  private static Pinelink client;

  @BeforeAll
  static void open() {
    client = Pinelink.builder().apiKey("test").routePolicy(RoutePolicy.privateRequired()).build();
  }

  @AfterAll
  static void close() {
    client.close();
  }

  @Override
  public EmbeddingStore<TextSegment> embeddingStore() {
    return PinelinkEmbeddingStore.builder(
            client.indexAt("docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io"))
        .build();
  }
}
