package io.pinelink.spark;

import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.connector.catalog.SessionConfigSupport;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The data source {@code pinelink}, which Spark creates by that name.
 *
 * <pre>{@code
 * vectors.write().format("pinelink").option("index.name", "docs").mode("append").save();
 * }</pre>
 *
 * <p>In SQL, {@code CREATE TABLE docs USING pinelink OPTIONS (…)} makes an index a table of the
 * session's catalogue. Dropping the table leaves the index as it is.
 *
 * <p>It has the options of {@link io.pinelink.connector.ConnectorOptions}, and others, which the
 * guide lists. An option can also be set for a session, as {@code
 * spark.datasource.pinelink.OPTION}. Mistakes are reported on the driver, all at once, as an {@link
 * IllegalArgumentException} with the names of the options.
 */
public final class PinelinkDataSource implements SessionConfigSupport, DataSourceRegister {
  static final String NAME = "pinelink";

  /** Creates the data source. */
  public PinelinkDataSource() {}

  @Override
  public String shortName() {
    return NAME;
  }

  @Override
  public String keyPrefix() {
    return shortName();
  }

  @Override
  public boolean supportsExternalMetadata() {
    return true;
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return ReadItemRows.defaultSchema(options(options));
  }

  /**
   * Returns no partitions. Spark calls this, and no other method, with the options of a table that
   * is created with columns, so that mistakes are reported before the catalogue stores them.
   */
  @Override
  public Transform[] inferPartitioning(CaseInsensitiveStringMap options) {
    var unused = options(options);
    return new Transform[0];
  }

  private static SourceOptions options(Map<String, String> given) {
    CatalogProperties table = CatalogProperties.of(given);
    return SourceOptions.of(table.areOfCatalog() ? table.options() : given);
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    CatalogProperties table = CatalogProperties.of(properties);
    if (!table.areOfCatalog()) {
      return new PinelinkTable(schema, SourceOptions.of(properties), Map.of());
    }
    try {
      if (partitioning.length > 0) {
        throw new IllegalArgumentException(
            "PARTITIONED BY: is %s, expected none: an index has namespaces, see namespace.column"
                .formatted(Arrays.toString(partitioning)));
      }
      return new PinelinkTable(
          schema, SourceOptions.of(table.withoutForeign().options()), table.shown());
    } catch (IllegalArgumentException mistakes) {
      return new InvalidTable(schema, table.shown(), mistakes);
    }
  }
}
