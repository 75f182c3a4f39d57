package io.pinelink.spark;

import java.io.Serial;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.streaming.StreamingDataWriterFactory;
import org.apache.spark.sql.types.StructType;

/** Creates the writers of tasks, on executors. */
record TaskWriterFactory(SourceOptions options, StructType schema)
    implements DataWriterFactory, StreamingDataWriterFactory {
  @Serial private static final long serialVersionUID = 1;

  @Override
  public DataWriter<InternalRow> createWriter(int partition, long task) {
    return new TaskWriter(options, new RowConverter(schema, options));
  }

  @Override
  public DataWriter<InternalRow> createWriter(int partition, long task, long epoch) {
    return createWriter(partition, task);
  }
}
