package io.pinelink.spark;

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
 * <p>It has the options of {@link io.pinelink.connector.ConnectorOptions}, and others, which the
 * guide lists. An option can also be set for a session, as {@code
 * spark.datasource.pinelink.OPTION}. Mistakes are reported on the driver, all at once, as an {@link
 * IllegalArgumentException} with the names of the options.
 */
public final class PinelinkDataSource implements SessionConfigSupport, DataSourceRegister {
  /** Creates the data source. */
  public PinelinkDataSource() {}

  @Override
  public String shortName() {
    return "pinelink";
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
    return ReadItemRows.defaultSchema(SourceOptions.of(options));
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return new PinelinkTable(schema, SourceOptions.of(properties));
  }
}
