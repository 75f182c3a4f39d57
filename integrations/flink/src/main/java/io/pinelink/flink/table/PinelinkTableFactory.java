package io.pinelink.flink.table;

import io.pinelink.connector.IndexTarget;
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
  /** Creates a factory. Called by Flink. */
  public PinelinkTableFactory() {}

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
    return new PinelinkTableSink(
        context.getCatalogTable().getResolvedSchema().getColumnNames(),
        columns(context, options),
        options);
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    TableOptions options = options(context);
    return new PinelinkTableSource(columns(context, options), options);
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
