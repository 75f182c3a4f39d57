package io.pinelink.benchmarks.stores;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.filter.MetadataFilterBuilder;
import dev.langchain4j.store.embedding.pinecone.PineconeEmbeddingStore;
import io.pinelink.Pinelink;
import io.pinelink.benchmarks.Embeddings;
import io.pinelink.langchain4j.PinelinkEmbeddingStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The job through LangChain4j's interface. */
final class LangChain4jJob implements StoreJob {
  private final EmbeddingStore<TextSegment> store;
  private final List<Embedding> embeddings;

  private LangChain4jJob(EmbeddingStore<TextSegment> store) {
    this.store = store;
    Embeddings generator = new Embeddings(1);
    this.embeddings =
        Stream.generate(() -> Embedding.from(generator.next(DIMENSION))).limit(TEXTS).toList();
  }

  /** Opens LangChain4j's own store. */
  static StoreJob own(String apiKey, String index) {
    return new LangChain4jJob(PineconeEmbeddingStore.builder().apiKey(apiKey).index(index).build());
  }

  /** Opens the store on Pinelink. */
  static StoreJob pinelink(Pinelink client, String index) {
    return new LangChain4jJob(PinelinkEmbeddingStore.builder(client.index(index)).build());
  }

  @Override
  public void add(int batch) {
    List<TextSegment> segments = new ArrayList<>();
    for (int i = 0; i < TEXTS; i++) {
      Metadata metadata = new Metadata().put(BATCH, batch).put("title", "Title number " + i);
      segments.add(TextSegment.from(StoreJob.text(i), metadata));
    }
    store.addAll(StoreJob.ids(batch), embeddings, segments);
  }

  @Override
  public int search(int batch, int turn) {
    EmbeddingSearchRequest request =
        EmbeddingSearchRequest.builder()
            .queryEmbedding(embeddings.get(turn % TEXTS))
            .maxResults(RESULTS)
            .filter(MetadataFilterBuilder.metadataKey(BATCH).isEqualTo(batch))
            .build();
    return store.search(request).matches().size();
  }

  @Override
  public void deleteByFilter(int batch) {
    try {
      store.removeAll(MetadataFilterBuilder.metadataKey(BATCH).isEqualTo(batch));
    } catch (UnsupportedFeatureException e) {
      throw new UnsupportedOperationException(e);
    }
  }

  @Override
  public void deleteByIds(int batch) {
    store.removeAll(StoreJob.ids(batch));
  }
}
