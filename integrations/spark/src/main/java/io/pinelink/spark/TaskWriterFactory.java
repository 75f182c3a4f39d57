package io.pinelink.spark;

import java.io.Serial;
import java.util.UUID;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.streaming.StreamingDataWriterFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Creates the writers of tasks, on executors.
 *
 * @param table an id of the table, whose tasks share a client
 */
record TaskWriterFactory(UUID table, IndexLookup.Opened index, StructType schema)
    implements DataWriterFactory, StreamingDataWriterFactory {
  @Serial private static final long serialVersionUID = 1;

  @Override
  public DataWriter<InternalRow> createWriter(int partition, long task) {
    SourceOptions options = index.options();
    return new TaskWriter(
        index, new RowConverter(schema, options), SharedClients.ofExecutor().lease(table, options));
  }

  @Override
  public DataWriter<InternalRow> createWriter(int partition, long task, long epoch) {
    return createWriter(partition, task);
  }
}
