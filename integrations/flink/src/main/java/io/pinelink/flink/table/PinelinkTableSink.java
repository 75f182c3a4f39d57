package io.pinelink.flink.table;

import io.pinelink.bulk.BulkChange;
import io.pinelink.flink.PinelinkSink;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.SinkV2Provider;
import org.apache.flink.table.connector.sink.abilities.SupportsTargetColumnWriting;
import org.apache.flink.table.connector.sink.abilities.SupportsWritingMetadata;
import org.apache.flink.table.types.DataType;

/** A table as the target of {@code INSERT INTO}. */
final class PinelinkTableSink
    implements DynamicTableSink, SupportsWritingMetadata, SupportsTargetColumnWriting {
  static final String NAMESPACE = "namespace";

  private final SqlColumns columns;
  private final TableOptions options;
  private boolean writesNamespace;
  private int[][] targets = {};

  PinelinkTableSink(SqlColumns columns, TableOptions options) {
    this.columns = columns;
    this.options = options;
  }

  @Override
  public ChangelogMode getChangelogMode(ChangelogMode requested) {
    return ChangelogMode.upsert(!writesNamespace);
  }

  @Override
  public Map<String, DataType> listWritableMetadata() {
    return Map.of(NAMESPACE, DataTypes.STRING());
  }

  @Override
  public void applyWritableMetadata(List<String> keys, DataType consumed) {
    writesNamespace = keys.contains(NAMESPACE);
  }

  @Override
  public boolean applyTargetColumns(int[][] targets) {
    this.targets = targets;
    return true;
  }

  @Override
  public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
    SqlColumns written = written();
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
  private SqlColumns written() {
    Set<Integer> named =
        Arrays.stream(targets).map(target -> target[0]).collect(Collectors.toSet());
    List<SqlColumn> others =
        columns.values().stream().filter(c -> !named.contains(c.position())).toList();
    if (targets.length == 0 || others.isEmpty()) {
      return columns;
    }
    if (!options.updates()) {
      throw new ValidationException(
          "INSERT INTO leaves out the columns "
              + others.stream().map(SqlColumn::name).toList()
              + " of index "
              + options.target()
              + ", which an upsert would remove from stored items. Name all columns, or set"
              + " 'write.mode' = 'update' to change only those that are named");
    }
    return columns.only(c -> named.contains(c.position()));
  }

  @Override
  public DynamicTableSink copy() {
    PinelinkTableSink copy = new PinelinkTableSink(columns, options);
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
