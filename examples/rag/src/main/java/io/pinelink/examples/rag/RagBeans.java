package io.pinelink.examples.rag;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.rag.advisor.RetrievalAugmentationAdvisor;
import org.springframework.ai.rag.retrieval.search.VectorStoreDocumentRetriever;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.core.task.SyncTaskExecutor;

/**
 * The models and the chat client. The models that run in this process are used unless the
 * application has others, for example from one of Spring AI's starters. The starter configures the
 * vector store.
 */
@Configuration(proxyBeanMethods = false)
class RagBeans {
  /** The name of the index in {@code pinelink.indexes}. */
  static final String INDEX = "guides";

  @Bean
  @Fallback
  EmbeddingModel localEmbeddingModel() {
    return new LocalEmbeddingModel();
  }

  @Bean
  @Fallback
  ChatModel extractiveChatModel(EmbeddingModel embeddingModel) {
    return new ExtractiveChatModel(embeddingModel);
  }

  @Bean
  ChatClient chatClient(ChatModel chatModel, VectorStore store, RagProperties properties) {
    RetrievalAugmentationAdvisor retrieval =
        RetrievalAugmentationAdvisor.builder()
            .documentRetriever(
                VectorStoreDocumentRetriever.builder()
                    .vectorStore(store)
                    .topK(properties.passages())
                    .similarityThreshold(properties.threshold())
                    .build())
            .queryAugmenter(PassagePrompt.augmenter())
            // On the thread of the request, since there is only one query.
            .taskExecutor(new SyncTaskExecutor())
            .build();
    return ChatClient.builder(chatModel).defaultAdvisors(retrieval).build();
  }
}
