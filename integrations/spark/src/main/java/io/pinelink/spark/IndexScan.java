package io.pinelink.spark;

import io.pinelink.Pinelink;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** A read of a namespace or of the matches of a query. */
final class IndexScan implements Scan, Batch {
  private final IndexLookup index;
  private final ReadPlan plan;
  private final List<Filter> filters;
  private @Nullable List<ReadPartition> partitions;

  /**
   * @param filters the filters that are pushed
   */
  IndexScan(IndexLookup index, ReadPlan plan, List<Filter> filters) {
    this.index = index;
    this.plan = plan;
    this.filters = filters;
  }

  @Override
  public StructType readSchema() {
    return plan.schema();
  }

  @Override
  public String description() {
    return "pinelink read of "
        + plan.options().target()
        + ", namespace '"
        + plan.options().namespace()
        + "', PushedFilters: "
        + filters;
  }

  /** Returns that rows are not columnar. Otherwise Spark asks each partition while it plans. */
  @Override
  public ColumnarSupportMode columnarSupportMode() {
    return ColumnarSupportMode.UNSUPPORTED;
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  /** Lists the ids, once: Spark may ask again. */
  @Override
  public synchronized InputPartition[] planInputPartitions() {
    if (partitions == null) {
      try (Pinelink client = index.resolved().newClient()) {
        partitions = partitions(new NamespaceReader(plan.options(), client));
      }
    }
    return partitions.toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new ReadPlan(index.resolved(), plan.table(), plan.schema());
  }

  private List<ReadPartition> partitions(NamespaceReader reader) {
    SourceOptions options = plan.options();
    PushedFilters pushed = plan.pushedFilters();
    if (Query.of(options) != null) {
      return List.of(new ReadPartition.Matches());
    }
    List<Set<String>> ids = filters.stream().map(pushed::ids).filter(Objects::nonNull).toList();
    if (!ids.isEmpty()) {
      Set<String> all = new LinkedHashSet<>(ids.get(0));
      ids.forEach(all::retainAll);
      return cut(all.iterator());
    }
    String prefix =
        filters.stream().map(pushed::prefix).filter(Objects::nonNull).findFirst().orElse("");
    if (prefix.isEmpty() && options.isSet(SourceOption.PREFIXES)) {
      return options.prefixes().stream().<ReadPartition>map(ReadPartition.Prefix::new).toList();
    }
    List<Filter> metadata = filters.stream().filter(f -> pushed.metadata(f) != null).toList();
    if (prefix.isEmpty() && !metadata.isEmpty()) {
      return List.of(new ReadPartition.Matching(metadata));
    }
    return cut(reader.ids(prefix));
  }

  /** Cuts ids into partitions. */
  private List<ReadPartition> cut(Iterator<String> ids) {
    long size = plan.options().number(SourceOption.PARTITION_IDS);
    long max = plan.options().number(SourceOption.MAX_IDS);
    List<ReadPartition> partitions = new ArrayList<>();
    List<String> next = new ArrayList<>();
    for (long count = 0; ids.hasNext(); count++) {
      if (count == max) {
        throw new IllegalStateException(
            "the namespace has more than "
                + max
                + " ids to keep on the driver: set "
                + SourceOption.PREFIXES.key()
                + ", so that tasks list them, or raise "
                + SourceOption.MAX_IDS.key());
      }
      next.add(ids.next());
      if (next.size() == size) {
        partitions.add(new ReadPartition.Ids(next));
        next = new ArrayList<>();
      }
    }
    if (!next.isEmpty()) {
      partitions.add(new ReadPartition.Ids(next));
    }
    return partitions;
  }
}
