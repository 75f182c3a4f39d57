package io.pinelink.spark;

import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** An index as a table of Spark, with the columns of the rows that are written or read. */
final class PinelinkTable implements SupportsRead, SupportsWrite {
  private final StructType schema;
  private final SourceOptions options;
  private final IndexLookup index;

  PinelinkTable(StructType schema, SourceOptions options) {
    this.schema = nullable(schema);
    this.options = options;
    this.index = new IndexLookup(options);
  }

  /** Returns columns that may all be null, since any field may be missing. */
  private static StructType nullable(StructType schema) {
    StructType nullable = new StructType();
    for (StructField field : schema.fields()) {
      nullable =
          nullable.add(new StructField(field.name(), field.dataType(), true, field.metadata()));
    }
    return nullable;
  }

  @Override
  public String name() {
    return options.target().toString();
  }

  // Deprecated in favour of columns(), whose default implementation calls it on all versions.
  @Override
  @SuppressWarnings("deprecation")
  public StructType schema() {
    return schema;
  }

  /** Not truncation: an overwrite would have to delete a namespace before its rows are known. */
  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(
        TableCapability.BATCH_READ, TableCapability.BATCH_WRITE, TableCapability.STREAMING_WRITE);
  }

  @Override
  public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
    StructType rows = info.schema();
    var unused = new RowConverter(rows, options);
    options.checkOrder();
    return new IndexWriteBuilder(index, rows);
  }

  /** Returns the name or host of the index, which Spark shows in the progress of a stream. */
  @Override
  public String toString() {
    return "pinelink " + name();
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap scan) {
    ReadNames names = ReadNames.of(schema, options);
    var unused = ReadItemRows.of(schema, names, options);
    return new IndexScanBuilder(index, schema, names);
  }
}
