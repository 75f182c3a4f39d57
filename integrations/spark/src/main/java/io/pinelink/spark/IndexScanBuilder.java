package io.pinelink.spark;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownFilters;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;

/** Collects the columns and filters of a read. */
final class IndexScanBuilder implements SupportsPushDownFilters, SupportsPushDownRequiredColumns {
  private final IndexLookup index;
  private final StructType table;
  private final ReadNames names;
  private StructType schema;
  private List<Filter> filters = List.of();

  IndexScanBuilder(IndexLookup index, StructType table, ReadNames names) {
    this.index = index;
    this.table = table;
    this.names = names;
    this.schema = table;
  }

  /** Pushes what the service can apply, and returns all filters, which Spark applies too. */
  @Override
  public Filter[] pushFilters(Filter[] all) {
    if (Query.of(index.options()) == null) {
      PushedFilters pushed = plan().pushedFilters();
      filters =
          Arrays.stream(all)
              .filter(
                  filter ->
                      pushed.ids(filter) != null
                          || pushed.prefix(filter) != null
                          || pushed.metadata(filter) != null)
              .toList();
    }
    return all;
  }

  @Override
  public Filter[] pushedFilters() {
    return filters.toArray(Filter[]::new);
  }

  @Override
  public void pruneColumns(StructType required) {
    schema = required;
  }

  @Override
  public Scan build() {
    return new IndexScan(index, plan(), filters);
  }

  private ReadPlan plan() {
    return new ReadPlan(index.options(), table, names, schema);
  }
}
