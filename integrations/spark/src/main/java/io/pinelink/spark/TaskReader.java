package io.pinelink.spark;

import io.pinelink.Pinelink;
import java.util.Iterator;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one task. */
final class TaskReader implements PartitionReader<InternalRow> {
  private final Pinelink client;
  private final ReadItemRows rows;
  private final Iterator<ReadItem> items;
  private @Nullable InternalRow row;

  TaskReader(ReadPlan plan, ReadPartition partition) {
    this.rows = ReadItemRows.of(plan.schema(), plan.names(), plan.options());
    this.client = plan.options().newClient();
    try {
      this.items = plan.items(client, partition);
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  @Override
  public boolean next() {
    row = items.hasNext() ? rows.of(items.next()) : null;
    return row != null;
  }

  @Override
  public InternalRow get() {
    return Objects.requireNonNull(row, "row is null");
  }

  @Override
  public void close() {
    client.close();
  }
}
