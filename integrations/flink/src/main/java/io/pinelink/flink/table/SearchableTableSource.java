package io.pinelink.flink.table;

import io.pinelink.flink.table.CellType.Form;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.VectorSearchTableSource;
import org.apache.flink.table.connector.source.search.AsyncVectorSearchFunctionProvider;

/**
 * A table that {@code VECTOR_SEARCH} reads too. It is a class of its own, because versions of Flink
 * before 2.2 do not have the interface.
 */
final class SearchableTableSource extends PinelinkTableSource implements VectorSearchTableSource {
  SearchableTableSource(SqlColumns columns, TableOptions options) {
    super(columns, options);
  }

  @Override
  public VectorSearchRuntimeProvider getSearchRuntimeProvider(VectorSearchContext context) {
    ItemRows rows = rows();
    SqlColumn column =
        rows.column(context.getSearchColumns()[0][0])
            .filter(searched -> searched.is(Form.DENSE))
            .orElseThrow(
                () -> new ValidationException("VECTOR_SEARCH needs a column of dense values"));
    return AsyncVectorSearchFunctionProvider.of(
        new SearchFunction(
            options.worker(),
            rows,
            column,
            column.type(),
            options.namespace(),
            options.searchFilter().orElse(null)));
  }

  @Override
  public DynamicTableSource copy() {
    return copyTo(new SearchableTableSource(columns, options));
  }
}
