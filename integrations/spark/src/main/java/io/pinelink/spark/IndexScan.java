package io.pinelink.spark;

import io.pinelink.Pinelink;
import io.pinelink.model.Filter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** A read of a namespace or of the matches of a query. */
final class IndexScan implements Scan, Batch {
  private final IndexLookup index;
  private final ReadPlan plan;
  private final List<org.apache.spark.sql.sources.Filter> filters;
  private @Nullable List<ReadPartition> partitions;

  /**
   * @param filters the filters that are pushed
   */
  IndexScan(IndexLookup index, ReadPlan plan, List<org.apache.spark.sql.sources.Filter> filters) {
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
    return "pinelink read of %s, namespace '%s', PushedFilters: %s"
        .formatted(plan.options().target(), plan.options().namespace(), filters);
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
      try (Pinelink client = index.opened().options().newClient()) {
        partitions = partitions(client);
      }
    }
    return partitions.toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new ReadPlan(index.opened().options(), plan.table(), plan.names(), plan.schema());
  }

  private List<ReadPartition> partitions(Pinelink client) {
    SourceOptions options = plan.options();
    if (Query.of(options) != null) {
      return List.of(new ReadPartition.Matches());
    }
    PushedFilters pushed = plan.pushedFilters();
    List<String> prefixes = options.prefixes();
    List<Set<String>> ids = filters.stream().map(pushed::ids).filter(Objects::nonNull).toList();
    if (!ids.isEmpty()) {
      Set<String> all = new LinkedHashSet<>(ids.get(0));
      ids.forEach(all::retainAll);
      all.removeIf(id -> !prefixes.isEmpty() && prefixes.stream().noneMatch(id::startsWith));
      return cut(all.iterator(), ReadPartition.Given::new);
    }
    String prefix =
        filters.stream().map(pushed::prefix).filter(Objects::nonNull).findFirst().orElse("");
    if (!prefixes.isEmpty()) {
      return prefixes.stream()
          .filter(own -> own.startsWith(prefix) || prefix.startsWith(own))
          .<ReadPartition>map(own -> new ReadPartition.Prefix(longer(own, prefix)))
          .toList();
    }
    Filter metadata = prefix.isEmpty() ? metadata(client, pushed) : null;
    return metadata == null
        ? cut(new NamespaceReader(options, client).ids(prefix), ReadPartition.Listed::new)
        : List.of(new ReadPartition.Matching(metadata.asMap()));
  }

  private static String longer(String first, String second) {
    return first.length() > second.length() ? first : second;
  }

  /** Returns the filter of metadata that loses no rows; null if there is none. */
  private @Nullable Filter metadata(Pinelink client, PushedFilters pushed) {
    if (filters.stream().allMatch(filter -> pushed.metadata(filter) == null)) {
      return null;
    }
    PushedFilters applied = pushed.onFields(FilterableFields.of(plan.options(), client));
    Filter[] metadata =
        filters.stream().map(applied::metadata).filter(Objects::nonNull).toArray(Filter[]::new);
    return metadata.length == 0 ? null : Filter.allOf(metadata);
  }

  /** Cuts ids into partitions. */
  private List<ReadPartition> cut(
      Iterator<String> ids, Function<List<String>, ReadPartition> partition) {
    long size = plan.options().number(SourceOption.PARTITION_IDS);
    long max = plan.options().number(SourceOption.MAX_IDS);
    List<ReadPartition> partitions = new ArrayList<>();
    List<String> next = new ArrayList<>();
    for (long count = 0; ids.hasNext(); count++) {
      if (count == max) {
        throw new IllegalStateException(
            ("the namespace has more than %s ids to keep on the driver: set %s, so that tasks"
                    + " list them, or raise %s")
                .formatted(max, SourceOption.PREFIXES.key(), SourceOption.MAX_IDS.key()));
      }
      next.add(ids.next());
      if (next.size() == size) {
        partitions.add(partition.apply(next));
        next = new ArrayList<>();
      }
    }
    if (!next.isEmpty()) {
      partitions.add(partition.apply(next));
    }
    return partitions;
  }
}
