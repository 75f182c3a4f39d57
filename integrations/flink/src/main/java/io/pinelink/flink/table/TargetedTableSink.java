package io.pinelink.flink.table;

import java.util.List;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.abilities.SupportsTargetColumnWriting;

/**
 * The target of {@code INSERT INTO} with what Flink 2.1 added: deletes that have only the key, and
 * the interface through which it passes the columns that a statement names. Without the interface,
 * it would let statements of a set share a sink although they name other columns.
 */
final class TargetedTableSink extends PinelinkTableSink implements SupportsTargetColumnWriting {
  TargetedTableSink(List<String> schema, SqlColumns columns, TableOptions options) {
    super(schema, columns, options);
  }

  @Override
  public ChangelogMode getChangelogMode(ChangelogMode requested) {
    return ChangelogMode.upsert(!writesNamespace);
  }

  @Override
  public boolean applyTargetColumns(int[][] named) {
    targets = named;
    return true;
  }

  @Override
  public DynamicTableSink copy() {
    return copyTo(new TargetedTableSink(schema, columns, options));
  }
}
