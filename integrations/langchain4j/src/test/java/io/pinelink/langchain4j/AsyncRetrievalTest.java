package io.pinelink.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.AsyncNotSupportedException;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.listener.EmbeddingStoreListener;
import io.pinelink.model.Metric;
import io.pinelink.testservice.PrivateService;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests that LangChain4j calls {@link PinelinkEmbeddingStore#searchAsync}. The oldest LangChain4j
 * does not, so these are not integration tests, which run on it too.
 */
class AsyncRetrievalTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Embedding EMBEDDING = Embedding.from(new float[] {1, 0});

  private PrivateService service;
  private PinelinkEmbeddingStore store;

  @BeforeEach
  void start() {
    service = PrivateService.start();
    store = PinelinkEmbeddingStore.builder(service.newIndex(Metric.COSINE, 2)).build();
    store.add(EMBEDDING, TextSegment.from("a kettle"));
    service.skipOperations();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void theContentRetrieverSearchesAsynchronously() {
    ContentRetriever retriever =
        EmbeddingStoreContentRetriever.builder()
            .embeddingStore(store)
            .embeddingModel(new AsyncModel())
            .build();

    CompletableFuture<List<Content>> retrieved = retriever.retrieveAsync(Query.from("kettles"));

    assertThat(retrieved).succeedsWithin(SOON);
    assertThat(retrieved.join())
        .extracting(content -> content.textSegment().text())
        .containsExactly("a kettle");
    assertThat(service.operations()).containsExactly("describeIndexStats", "query");
  }

  @Test
  void aStoreWithListenersHasNoAsynchronousSearch() {
    EmbeddingStore<TextSegment> listened = store.addListener(new EmbeddingStoreListener() {});
    EmbeddingSearchRequest request =
        EmbeddingSearchRequest.builder().queryEmbedding(EMBEDDING).build();

    assertThat(listened.searchAsync(request))
        .failsWithin(SOON)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(AsyncNotSupportedException.class);
  }

  /** A model that embeds every text alike, and does not block. */
  private static final class AsyncModel implements EmbeddingModel {
    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
      return Response.from(Collections.nCopies(segments.size(), EMBEDDING));
    }

    @Override
    public CompletableFuture<EmbeddingResponse> doEmbedAsync(EmbeddingRequest request) {
      return CompletableFuture.completedFuture(
          EmbeddingResponse.builder()
              .embeddings(Collections.nCopies(request.inputs().size(), EMBEDDING))
              .build());
    }
  }
}
