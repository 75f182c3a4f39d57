package io.pinelink.spark;

import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A table of a catalogue with mistakes in its options, for example a file that does not exist any
 * more. It can be described and dropped, for which Spark loads it, but neither read nor written.
 */
@SuppressWarnings("deprecation") // schema(), as in PinelinkTable
record InvalidTable(
    StructType schema, Map<String, String> properties, IllegalArgumentException mistakes)
    implements SupportsRead, SupportsWrite {
  @Override
  public String name() {
    return PinelinkDataSource.NAME;
  }

  @Override
  public Set<TableCapability> capabilities() {
    return PinelinkTable.CAPABILITIES;
  }

  @Override
  public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
    throw new IllegalArgumentException(mistakes.getMessage(), mistakes);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap scan) {
    return new InvalidScan(schema, mistakes);
  }

  /**
   * A read with mistakes in its options. They are reported when it is planned, and not when it is
   * built, which Spark does to describe a table too.
   */
  record InvalidScan(StructType readSchema, IllegalArgumentException mistakes)
      implements ScanBuilder, Scan {
    @Override
    public Scan build() {
      return this;
    }

    @Override
    public Batch toBatch() {
      throw new IllegalArgumentException(mistakes.getMessage(), mistakes);
    }

    @Override
    public String description() {
      return "pinelink read with invalid options";
    }
  }
}
