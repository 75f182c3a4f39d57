package io.pinelink.flink.table;

import static org.apache.flink.table.connector.source.lookup.LookupOptions.CACHE_TYPE;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.LookupTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsReadingMetadata;
import org.apache.flink.table.connector.source.lookup.AsyncLookupFunctionProvider;
import org.apache.flink.table.connector.source.lookup.LookupOptions;
import org.apache.flink.table.connector.source.lookup.PartialCachingAsyncLookupProvider;
import org.apache.flink.table.connector.source.lookup.cache.DefaultLookupCache;
import org.apache.flink.table.types.DataType;

/** A table that lookup joins read. */
class PinelinkTableSource
    implements ScanTableSource,
        LookupTableSource,
        SupportsProjectionPushDown,
        SupportsReadingMetadata {
  final SqlColumns columns;
  final TableOptions options;
  private List<Integer> fields;
  private boolean readsNamespace;

  PinelinkTableSource(SqlColumns columns, TableOptions options) {
    this.columns = columns;
    this.options = options;
    this.fields = IntStream.range(0, columns.size()).boxed().toList();
  }

  @Override
  public boolean supportsNestedProjection() {
    return false;
  }

  @Override
  public void applyProjection(int[][] projected, DataType produced) {
    fields = Arrays.stream(projected).map(path -> path[0]).toList();
  }

  @Override
  public Map<String, DataType> listReadableMetadata() {
    return Map.of(PinelinkTableSink.NAMESPACE_KEY, DataTypes.STRING().notNull());
  }

  @Override
  public void applyReadableMetadata(List<String> keys, DataType produced) {
    readsNamespace = keys.contains(PinelinkTableSink.NAMESPACE_KEY);
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.insertOnly();
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    return new NoScan(options.target().toString());
  }

  final ItemRows rows() {
    return new ItemRows(columns, fields, readsNamespace);
  }

  @Override
  public LookupRuntimeProvider getLookupRuntimeProvider(LookupContext context) {
    ItemRows rows = rows();
    int id = -1;
    int namespace = -1;
    int[][] keys = context.getKeys();
    for (int i = 0; i < keys.length; i++) {
      if (rows.isId(keys[i][0])) {
        id = i;
      } else if (rows.isNamespace(keys[i][0])) {
        namespace = i;
      } else {
        throw new ValidationException(
            ("A lookup join of index %s compares the column '%s', expected the id only, or the"
                    + " id and the namespace: put other conditions into WHERE")
                .formatted(
                    options.target(), rows.column(keys[i][0]).map(SqlColumn::name).orElse("")));
      }
    }
    if (id < 0) {
      throw new ValidationException(
          "A lookup join of index " + options.target() + " needs the id in its ON clause");
    }
    LookupFunction function =
        new LookupFunction(options.worker(), rows, options.namespace(), id, namespace);
    return options.config().get(CACHE_TYPE) == LookupOptions.LookupCacheType.PARTIAL
        ? PartialCachingAsyncLookupProvider.of(
            function, DefaultLookupCache.fromConfig(options.config()))
        : AsyncLookupFunctionProvider.of(function);
  }

  @Override
  public DynamicTableSource copy() {
    return copyTo(new PinelinkTableSource(columns, options));
  }

  final PinelinkTableSource copyTo(PinelinkTableSource copy) {
    copy.fields = fields;
    copy.readsNamespace = readsNamespace;
    return copy;
  }

  /** Returns the name or host of the index, which plans show. */
  @Override
  public String asSummaryString() {
    return "Pinelink[" + options.target() + "]";
  }
}
