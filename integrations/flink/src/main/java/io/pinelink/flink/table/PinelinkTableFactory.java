package io.pinelink.flink.table;

import io.pinelink.connector.IndexTarget;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.logical.RowType;

/** Creates the tables with {@code 'connector' = 'pinelink'}. Flink finds it as a service. */
public final class PinelinkTableFactory
    implements DynamicTableSinkFactory, DynamicTableSourceFactory {
  private static final boolean HAS_TARGET_COLUMNS =
      has("sink.abilities.SupportsTargetColumnWriting"); // Flink 2.1

  private static final boolean HAS_VECTOR_SEARCH =
      has("source.VectorSearchTableSource"); // Flink 2.2

  /** Creates a factory. Called by Flink. */
  public PinelinkTableFactory() {}

  /** Returns whether this version of Flink has an interface of tables. */
  private static boolean has(String name) {
    try {
      Class.forName(
          "org.apache.flink.table.connector." + name,
          false,
          PinelinkTableFactory.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  @Override
  public String factoryIdentifier() {
    return "pinelink";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return TableOptions.definitions();
  }

  @Override
  public DynamicTableSink createDynamicTableSink(Context context) {
    TableOptions options = options(context);
    if (options.updates() && options.target().kind() == IndexTarget.Kind.RECORDS) {
      throw new ValidationException(
          "'write.mode' is 'update', expected 'upsert' with 'index.kind' = 'records': the service"
              + " embeds the text of whole records");
    }
    List<String> schema = context.getCatalogTable().getResolvedSchema().getColumnNames();
    SqlColumns columns = columns(context, options);
    if (HAS_TARGET_COLUMNS) {
      return new TargetedTableSink(schema, columns, options);
    }
    return new PinelinkTableSink(schema, columns, options);
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    TableOptions options = options(context);
    SqlColumns columns = columns(context, options);
    if (HAS_VECTOR_SEARCH) {
      return new SearchableTableSource(columns, options);
    }
    return new PinelinkTableSource(columns, options);
  }

  private TableOptions options(Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    helper.validate();
    return new TableOptions(helper.getOptions(), context.getCatalogTable().getOptions());
  }

  private static SqlColumns columns(Context context, TableOptions options) {
    return SqlColumns.of(
        options.target().kind(),
        (RowType) context.getPhysicalRowDataType().getLogicalType(),
        context.getPrimaryKeyIndexes());
  }
}
