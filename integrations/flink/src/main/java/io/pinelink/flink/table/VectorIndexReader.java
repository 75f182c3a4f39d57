package io.pinelink.flink.table;

import io.pinelink.AsyncIndex;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads vectors, and records, which are stored as vectors. */
final class VectorIndexReader implements IndexReader {
  private final AsyncIndex index;
  private final boolean values;
  private final boolean metadata;
  private final Set<String> named;

  VectorIndexReader(AsyncIndex index, ItemRows rows) {
    this.index = index;
    this.values = rows.readsValues();
    this.metadata = rows.readsMetadata();
    this.named = rows.named();
  }

  @Override
  public CompletableFuture<List<Found>> search(
      String namespace, SqlColumn column, float[] query, int topK, @Nullable Filter filter) {
    QueryRequest.Builder request =
        QueryRequest.builder()
            .vector(query)
            .topK(topK)
            .includeValues(values)
            .includeMetadata(metadata);
    if (filter != null) {
      request.filter(filter);
    }
    return index.namespace(namespace).query(request.build()).thenApply(this::found);
  }

  private List<Found> found(QueryResponse response) {
    return response.matches().stream()
        .map(m -> new Found(StoredItem.of(m.vector(), named), (double) m.score()))
        .toList();
  }

  @Override
  public CompletableFuture<Map<String, StoredItem>> fetch(String namespace, List<String> ids) {
    return index
        .namespace(namespace)
        .fetch(FetchRequest.byIds(ids))
        .thenApply(
            response ->
                response.vectors().values().stream()
                    .map(vector -> StoredItem.of(vector, named))
                    .collect(Collectors.toMap(StoredItem::id, item -> item)));
  }
}
