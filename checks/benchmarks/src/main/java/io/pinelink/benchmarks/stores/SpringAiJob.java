package io.pinelink.benchmarks.stores;

import io.pinelink.Pinelink;
import io.pinelink.springai.PinelinkVectorStore;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.ai.vectorstore.filter.Filter;
import org.springframework.ai.vectorstore.filter.FilterExpressionBuilder;
import org.springframework.ai.vectorstore.pinecone.PineconeVectorStore;

/** The job through Spring AI's interface. */
final class SpringAiJob implements StoreJob {
  private final VectorStore store;

  private SpringAiJob(VectorStore store) {
    this.store = store;
  }

  /** Opens Spring AI's own store. */
  static StoreJob own(String apiKey, String index) {
    return new SpringAiJob(
        PineconeVectorStore.builder(new ReadyEmbeddings()).apiKey(apiKey).indexName(index).build());
  }

  /** Opens the store on Pinelink. */
  static StoreJob pinelink(Pinelink client, String index) {
    return new SpringAiJob(
        PinelinkVectorStore.builder(client.index(index), new ReadyEmbeddings()).build());
  }

  @Override
  public void add(int batch) {
    List<String> ids = StoreJob.ids(batch);
    store.add(
        IntStream.range(0, TEXTS)
            .mapToObj(
                i ->
                    Document.builder()
                        .id(ids.get(i))
                        .text(StoreJob.text(i))
                        .metadata(Map.of(BATCH, batch, "title", "Title number " + i))
                        .build())
            .toList());
  }

  @Override
  public int search(int batch, int turn) {
    SearchRequest request =
        SearchRequest.builder()
            .query(StoreJob.text(turn % TEXTS))
            .topK(RESULTS)
            .filterExpression(inBatch(batch))
            .build();
    return store.similaritySearch(request).size();
  }

  private static Filter.Expression inBatch(int batch) {
    return new FilterExpressionBuilder().eq(BATCH, batch).build();
  }

  @Override
  public void deleteByFilter(int batch) {
    store.delete(inBatch(batch));
  }

  @Override
  public void deleteByIds(int batch) {
    store.delete(StoreJob.ids(batch));
  }
}
