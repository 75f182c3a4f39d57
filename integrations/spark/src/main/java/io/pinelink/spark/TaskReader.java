package io.pinelink.spark;

import io.pinelink.Pinelink;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;

/** Reads the rows of one task. */
final class TaskReader implements PartitionReader<InternalRow> {
  private final Pinelink client;
  private final ReadItemRows rows;
  private final Iterator<ReadItem> items;

  TaskReader(ReadPlan plan, ReadPartition partition) {
    this.rows = ReadItemRows.of(plan.schema(), plan.options());
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
    return items.hasNext();
  }

  @Override
  public InternalRow get() {
    return rows.of(items.next());
  }

  @Override
  public void close() {
    client.close();
  }
}
