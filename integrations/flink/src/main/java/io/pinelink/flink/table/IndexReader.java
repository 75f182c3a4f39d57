package io.pinelink.flink.table;

import io.pinelink.model.Filter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The reads of an index. Thread-safe. */
interface IndexReader {
  /**
   * An item that a search found.
   *
   * @param score by the index's metric; null if the service could not represent it
   */
  record Found(StoredItem item, @Nullable Double score) {}

  /** Finds the items of a namespace whose dense values in a column are nearest. */
  CompletableFuture<List<Found>> search(
      String namespace, SqlColumn column, float[] query, int topK, @Nullable Filter filter);

  /** Returns the items of a namespace with these ids, 1 to 1,000, by id. */
  CompletableFuture<Map<String, StoredItem>> fetch(String namespace, List<String> ids);
}
