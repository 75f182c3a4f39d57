package io.pinelink.flink.table;

import org.apache.flink.api.connector.source.Source;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.data.RowData;

/** A refusal of scans, since the planner's own message for tables without scans names no table. */
record NoScan(String index) implements SourceProvider {
  /** Called by the planner for a scan only, not for lookups and searches. */
  @Override
  public Source<RowData, ?, ?> createSource() {
    throw new ValidationException(
        ("A table of index %s cannot be scanned: read it with VECTOR_SEARCH, or with a lookup"
                + " join, JOIN … FOR SYSTEM_TIME AS OF")
            .formatted(index));
  }

  @Override
  public boolean isBounded() {
    return true;
  }
}
