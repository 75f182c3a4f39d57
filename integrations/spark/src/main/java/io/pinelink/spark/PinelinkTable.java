package io.pinelink.spark;

import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TruncatableTable;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** An index as a table of Spark, with the columns of the rows that are written or read. */
final class PinelinkTable implements SupportsRead, SupportsWrite, TruncatableTable {
  /** With truncation, so that an overwrite reaches the refusal here, which says what to do. */
  static final Set<TableCapability> CAPABILITIES =
      Set.of(
          TableCapability.BATCH_READ,
          TableCapability.BATCH_WRITE,
          TableCapability.STREAMING_WRITE,
          TableCapability.TRUNCATE);

  private final StructType schema;
  private final SourceOptions options;
  private final Map<String, String> properties;
  private final IndexLookup index;

  /**
   * Creates a table.
   *
   * @param properties what statements of SQL show; empty for a table that is in no catalogue
   */
  PinelinkTable(StructType schema, SourceOptions options, Map<String, String> properties) {
    this.schema = nullable(schema);
    this.options = options;
    this.properties = properties;
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

  @Override
  public Map<String, String> properties() {
    return properties;
  }

  @Override
  public Set<TableCapability> capabilities() {
    return CAPABILITIES;
  }

  @Override
  public boolean truncateTable() {
    throw overwriteRefused(options);
  }

  /** Refuses to delete a namespace, which would be empty until all rows are written. */
  static UnsupportedOperationException overwriteRefused(SourceOptions options) {
    return new UnsupportedOperationException(
        ("Index %s is neither overwritten nor truncated: delete the namespace first, for"
                + " example with pinelink delete --all, or write another namespace and move an"
                + " alias to it")
            .formatted(options.target()));
  }

  @Override
  public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
    StructType rows = info.schema();
    var unused = new RowConverter(rows, options);
    options.checkOrder();
    return new IndexWrite(index, rows);
  }

  /** Returns the name or host of the index, which Spark shows in the progress of a stream. */
  @Override
  public String toString() {
    return "pinelink " + name();
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap scan) {
    try {
      ReadNames names = ReadNames.of(schema, options);
      var unused = ReadItemRows.of(schema, names, options);
      return new IndexScanBuilder(index, schema, names);
    } catch (IllegalArgumentException mistakes) {
      return new InvalidTable.InvalidScan(schema, mistakes);
    }
  }
}
