package io.pinelink.flink.table;

import io.pinelink.bulk.BulkChange;
import io.pinelink.model.FetchRequest;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.AsyncLookupFunction;
import org.apache.flink.table.functions.FunctionContext;
import org.jspecify.annotations.Nullable;

/** Fetches items by id for lookup joins. */
public final class LookupFunction extends AsyncLookupFunction {
  private static final long serialVersionUID = 1;

  private final WorkerOptions options;
  private final ItemRows rows;
  private final String namespace;
  private final RowData.FieldGetter id;
  private final int namespaceKey;

  private transient @Nullable TableReader table;
  private transient @Nullable FetchBatches batches;

  /**
   * Creates a function.
   *
   * @param idKey the position of the id in keys
   * @param namespaceKey the position of the namespace in keys; -1 if they have none
   */
  LookupFunction(
      WorkerOptions options, ItemRows rows, String namespace, int idKey, int namespaceKey) {
    this.options = options;
    this.rows = rows;
    this.namespace = namespace;
    this.id = RowData.createFieldGetter(rows.columns().idType(), idKey);
    this.namespaceKey = namespaceKey;
  }

  @Override
  public void open(FunctionContext context) throws IOException {
    TableReader open = TableReader.open(options, rows, context.getMetricGroup());
    table = open;
    batches = new FetchBatches((name, ids) -> open.measured(() -> open.index().fetch(name, ids)));
  }

  @Override
  public CompletableFuture<Collection<RowData>> asyncLookup(RowData key) {
    Object cell = id.getFieldOrNull(key);
    if (cell == null || (namespaceKey >= 0 && key.isNullAt(namespaceKey))) {
      return CompletableFuture.completedFuture(List.of());
    }
    String of = namespaceKey < 0 ? namespace : key.getString(namespaceKey).toString();
    if (!isPossible(of, cell.toString())) {
      return CompletableFuture.completedFuture(List.of());
    }
    return Objects.requireNonNull(batches, "the function is not open")
        .get(of, cell.toString())
        .thenApply(item -> item.map(found -> rows.row(found, of)).stream().toList());
  }

  /** Returns whether an item may have this id: a stream may contain other texts than ids. */
  private static boolean isPossible(String namespace, String id) {
    try {
      var unusedIds = FetchRequest.byIds(id);
      var unusedDelete = BulkChange.delete(id).in(namespace);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public void close() {
    if (table != null) {
      table.close();
    }
  }
}
