package io.pinelink.flink.table;

import io.pinelink.AsyncDocumentIndex;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.FieldSelection;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.flink.table.CellType.Form;
import io.pinelink.model.Filter;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads documents. */
final class DocumentIndexReader implements IndexReader {
  private final AsyncDocumentIndex index;
  private final String[] fields;
  private final String[] fetchedFields;

  DocumentIndexReader(AsyncDocumentIndex index, ItemRows rows) {
    this.index = index;
    this.fields = rows.read().stream().map(SqlColumn::name).toArray(String[]::new);
    this.fetchedFields = fields.length > 0 ? fields : oneField(rows.columns());
  }

  /**
   * Returns one small field, since a fetch without any would return all; empty if none is small.
   */
  private static String[] oneField(SqlColumns columns) {
    return columns.values().stream()
        .filter(column -> column.is(Form.SCALAR))
        .limit(1)
        .map(SqlColumn::name)
        .toArray(String[]::new);
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
        StoredItem.of(match.document()), score.isPresent() ? score.getAsDouble() : null);
  }

  @Override
  public CompletableFuture<Map<String, StoredItem>> fetch(String namespace, List<String> ids) {
    FetchDocumentsRequest.Builder request = FetchDocumentsRequest.builder().ids(ids);
    if (fetchedFields.length > 0) {
      request.fields(fetchedFields);
    }
    return index
        .namespace(namespace)
        .fetch(request.build())
        .thenApply(
            response ->
                response.items().stream()
                    .map(StoredItem::of)
                    .collect(Collectors.toMap(StoredItem::id, item -> item)));
  }
}
