package io.pinelink.benchmarks.stores;

import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.ai.vectorstore.filter.Filter;
import org.springframework.ai.vectorstore.filter.FilterExpressionBuilder;

/** The job through Spring AI's interface. */
final class SpringAiJob implements StoreJob {
  private final VectorStore store;

  SpringAiJob(VectorStore store) {
    this.store = store;
  }

  @Override
  public void add(int batch) {
    store.add(
        IntStream.range(0, TEXTS)
            .mapToObj(
                i ->
                    Document.builder()
                        .id(StoreJob.id(batch, i))
                        .text(ReadyEmbeddings.text(i))
                        .metadata(Map.of(BATCH, batch, "title", "Title number " + i))
                        .build())
            .toList());
  }

  @Override
  public int search(int batch, int turn) {
    SearchRequest request =
        SearchRequest.builder()
            .query(ReadyEmbeddings.text(turn % TEXTS))
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
    store.delete(IntStream.range(0, TEXTS).mapToObj(i -> StoreJob.id(batch, i)).toList());
  }
}
