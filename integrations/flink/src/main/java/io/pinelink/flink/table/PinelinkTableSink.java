package io.pinelink.flink.table;

import io.pinelink.bulk.BulkChange;
import io.pinelink.connector.IndexTarget;
import io.pinelink.flink.PinelinkSink;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.SinkV2Provider;
import org.apache.flink.table.connector.sink.abilities.SupportsWritingMetadata;
import org.apache.flink.table.types.DataType;
import org.jspecify.annotations.Nullable;

/** A table as the target of {@code INSERT INTO}. */
class PinelinkTableSink implements DynamicTableSink, SupportsWritingMetadata {
  static final String NAMESPACE_KEY = "namespace";

  /** The names of all columns, metadata columns and computed columns included. */
  final List<String> schema;

  final SqlColumns columns;
  final TableOptions options;
  boolean writesNamespace;

  /** The columns that the statement names; null if it names none, or if the context has them. */
  int @Nullable [][] targets;

  PinelinkTableSink(List<String> schema, SqlColumns columns, TableOptions options) {
    this.schema = schema;
    this.columns = columns;
    this.options = options;
  }

  @Override
  public ChangelogMode getChangelogMode(ChangelogMode requested) {
    return ChangelogMode.upsert();
  }

  @Override
  public Map<String, DataType> listWritableMetadata() {
    return Map.of(NAMESPACE_KEY, DataTypes.STRING());
  }

  @Override
  public void applyWritableMetadata(List<String> keys, DataType consumed) {
    writesNamespace = keys.contains(NAMESPACE_KEY);
  }

  @Override
  @SuppressWarnings("deprecation") // Flink 2.0 names columns only in the context.
  public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
    SqlColumns written =
        written(targets == null ? context.getTargetColumns() : Optional.of(targets));
    RowChanges changes =
        new RowChanges(
            written, options.updates(), options.namespace(), writesNamespace ? columns.size() : -1);
    PinelinkSink.Builder<BulkChange> sink =
        PinelinkSink.<BulkChange>builder(options.worker(), change -> change)
            .options(options.worker().withoutSecrets());
    if (options.logsRejected()) {
      sink.onRejected(RowSink::log);
    }
    return SinkV2Provider.of(
        new RowSink(sink.build(), changes, options.logsRejected()),
        options.sinkParallelism().orElse(null));
  }

  /** Returns the columns that a statement writes: all of them, or those that it names. */
  private SqlColumns written(Optional<int[][]> positions) {
    if (positions.isEmpty()) {
      return columns;
    }
    List<String> named = Arrays.stream(positions.get()).map(path -> schema.get(path[0])).toList();
    List<String> others =
        columns.values().stream().map(SqlColumn::name).filter(c -> !named.contains(c)).toList();
    if (others.isEmpty()) {
      return columns;
    }
    if (!options.updates()) {
      throw new ValidationException(
          ("INSERT INTO leaves out the columns %s of index %s, which an upsert would remove"
                  + " from stored items. Name all columns%s")
              .formatted(
                  others,
                  options.target(),
                  columns.kind() == IndexTarget.Kind.RECORDS
                      ? ""
                      : ", or set 'write.mode' = 'update' to change only those that are named"));
    }
    return columns.only(column -> named.contains(column.name()));
  }

  @Override
  public DynamicTableSink copy() {
    return copyTo(new PinelinkTableSink(schema, columns, options));
  }

  final PinelinkTableSink copyTo(PinelinkTableSink copy) {
    copy.writesNamespace = writesNamespace;
    copy.targets = targets;
    return copy;
  }

  /** Returns the name or host of the index, which plans show. */
  @Override
  public String asSummaryString() {
    return "Pinelink[" + options.target() + "]";
  }
}
