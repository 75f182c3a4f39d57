package io.pinelink.spark;

import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.internal.connector.SupportsStreamingUpdateAsAppend;
import org.apache.spark.sql.types.StructType;

/** Builds a write. The rows that a streaming aggregation updates are upserts. */
record IndexWriteBuilder(IndexLookup index, StructType schema)
    implements SupportsStreamingUpdateAsAppend {
  @Override
  public Write build() {
    return new IndexWrite(index, schema);
  }
}
