package io.pinelink.flink.table;

import io.pinelink.AsyncDocumentIndex;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.FieldSelection;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.model.Filter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads documents. */
final class DocumentIndexReader implements IndexReader {
  private final AsyncDocumentIndex index;
  private final String[] fields;

  DocumentIndexReader(AsyncDocumentIndex index, ItemRows rows) {
    this.index = index;
    this.fields = rows.read().stream().map(SqlColumn::name).toArray(String[]::new);
  }

  @Override
  public CompletableFuture<List<Found>> search(
      String namespace, SqlColumn column, float[] query, int topK, @Nullable Filter filter) {
    SearchDocumentsRequest.Builder request =
        SearchDocumentsRequest.builder(ScoringClause.dense(column.name(), query))
            .topK(topK)
            .fields(fields.length == 0 ? FieldSelection.none() : FieldSelection.of(fields));
    if (filter != null) {
      request.filter(filter);
    }
    return index
        .namespace(namespace)
        .search(request.build())
        .thenApply(
            response -> response.matches().stream().map(DocumentIndexReader::found).toList());
  }

  private static Found found(DocumentMatch match) {
    OptionalDouble score = match.score();
    return new Found(
        new StoredItem.OfDocument(match.document()),
        score.isPresent() ? score.getAsDouble() : null);
  }

  @Override
  public CompletableFuture<Map<String, StoredItem>> fetch(String namespace, List<String> ids) {
    FetchDocumentsRequest.Builder request = FetchDocumentsRequest.builder().ids(ids);
    if (fields.length > 0) {
      request.fields(fields);
    }
    return index
        .namespace(namespace)
        .fetch(request.build())
        .thenApply(
            response -> {
              Map<String, StoredItem> items = new LinkedHashMap<>();
              response
                  .items()
                  .forEach(
                      document -> items.put(document.id(), new StoredItem.OfDocument(document)));
              return items;
            });
  }
}
