package io.pinelink.flink.table;

import io.pinelink.model.Filter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.AsyncVectorSearchFunction;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.SpecializedFunction;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/** Searches an index for the rows of {@code VECTOR_SEARCH}. */
public final class SearchFunction extends AsyncVectorSearchFunction implements SpecializedFunction {
  private static final long serialVersionUID = 1;

  private final WorkerOptions options;
  private final ItemRows rows;
  private final SqlColumn column;
  private final CellType queryType;
  private final String namespace;
  private final @Nullable String filterText;

  private transient @Nullable TableReader table;
  private transient @Nullable Filter filter;

  /**
   * Creates a function.
   *
   * @param column the dense values to search
   * @param queryType the type of the vectors to search by
   * @param filterText a filter in JSON; null for none
   */
  SearchFunction(
      WorkerOptions options,
      ItemRows rows,
      SqlColumn column,
      CellType queryType,
      String namespace,
      @Nullable String filterText) {
    this.options = options;
    this.rows = rows;
    this.column = column;
    this.queryType = queryType;
    this.namespace = namespace;
    this.filterText = filterText;
  }

  /** Returns the function for the query's own type, which Flink does not cast to the column's. */
  @Override
  public UserDefinedFunction specialize(SpecializedContext context) {
    LogicalType given = context.getCallContext().getArgumentDataTypes().get(1).getLogicalType();
    CellType type =
        CellType.of(given)
            .filter(cell -> cell.form() == CellType.Form.DENSE)
            .orElseThrow(
                () ->
                    new ValidationException(
                        "The vector of VECTOR_SEARCH is "
                            + given.asSummaryString()
                            + ", expected ARRAY<FLOAT> or ARRAY<DOUBLE>: CAST its elements"));
    return new SearchFunction(options, rows, column, type, namespace, filterText);
  }

  @Override
  public void open(FunctionContext context) throws IOException {
    filter = filterText == null ? null : JsonFilter.parse(filterText);
    table = TableReader.open(options, rows, context.getMetricGroup());
  }

  @Override
  public CompletableFuture<Collection<RowData>> asyncVectorSearch(int topK, RowData query) {
    if (query.isNullAt(0)) {
      return CompletableFuture.completedFuture(List.of());
    }
    TableReader open = Objects.requireNonNull(table, "the function is not open");
    float[] values = (float[]) queryType.value(query.getArray(0));
    return open.measured(() -> open.index().search(namespace, column, values, topK, filter))
        .thenApply(this::toRows);
  }

  private Collection<RowData> toRows(List<IndexReader.Found> found) {
    List<RowData> result = new ArrayList<>(found.size());
    found.forEach(match -> result.add(rows.row(match.item(), namespace, match.score())));
    return result;
  }

  @Override
  public void close() {
    if (table != null) {
      table.close();
    }
  }
}
