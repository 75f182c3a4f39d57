package io.pinelink.spark;

import io.pinelink.Pinelink;
import io.pinelink.model.Filter;
import java.io.Serial;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/**
 * The part of a read that its tasks need.
 *
 * @param table the columns of the table
 * @param schema the columns that are read
 */
record ReadPlan(SourceOptions options, StructType table, StructType schema)
    implements PartitionReaderFactory {
  @Serial private static final long serialVersionUID = 1;

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    return new TaskReader(this, (ReadPartition) partition);
  }

  /** Returns what a task reads. */
  Iterator<ReadItem> items(Pinelink client, ReadPartition partition) {
    NamespaceReader index = new NamespaceReader(options, client);
    if (partition instanceof ReadPartition.Ids listed) {
      return items(index, listed.ids().iterator());
    } else if (partition instanceof ReadPartition.Prefix some) {
      return items(index, index.ids(some.prefix()));
    } else if (partition instanceof ReadPartition.Matching matching) {
      PushedFilters pushed = pushedFilters();
      return index.matching(
          Filter.allOf(
              matching.filters().stream()
                  .map(pushed::metadata)
                  .filter(Objects::nonNull)
                  .toArray(Filter[]::new)));
    }
    return Objects.requireNonNull(Query.of(options))
        .run(client, reads(SourceOption.VALUES_COLUMN, SourceOption.SPARSE_COLUMN), readsFields())
        .iterator();
  }

  /** Fetches the items of ids, unless the ids are all that is read. */
  private Iterator<ReadItem> items(NamespaceReader index, Iterator<String> ids) {
    if (Set.of(schema.fieldNames()).equals(Set.of(options.get(SourceOption.ID_COLUMN)))
        || schema.fieldNames().length == 0) {
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return ids.hasNext();
        }

        @Override
        public ReadItem next() {
          return ReadItem.of(ids.next());
        }
      };
    }
    return new FetchedItems(ids, index::fetch);
  }

  private boolean reads(SourceOption... columns) {
    Set<String> read = Set.of(schema.fieldNames());
    return Arrays.stream(columns).map(options::get).anyMatch(read::contains);
  }

  private boolean readsFields() {
    Set<String> others = new HashSet<>(Arrays.asList(schema.fieldNames()));
    Stream.of(SourceOption.ID_COLUMN, SourceOption.VALUES_COLUMN, SourceOption.SPARSE_COLUMN)
        .map(options::get)
        .forEach(others::remove);
    others.remove(ReadItemRows.SCORE);
    return !others.isEmpty();
  }

  /** Returns the filters that choose what the service returns. */
  PushedFilters pushedFilters() {
    Set<String> own =
        Stream.of(
                SourceOption.ID_COLUMN,
                SourceOption.VALUES_COLUMN,
                SourceOption.SPARSE_COLUMN,
                SourceOption.METADATA_COLUMN)
            .map(options::get)
            .collect(Collectors.toSet());
    Set<String> comparable =
        options.isOfDocuments()
            ? Set.of()
            : Arrays.stream(table.fields())
                .filter(field -> !own.contains(field.name()) && isComparable(field.dataType()))
                .map(field -> field.name())
                .collect(Collectors.toSet());
    return new PushedFilters(options.get(SourceOption.ID_COLUMN), comparable);
  }

  /** Returns false for floats, which the service compares as numbers of 64 bits. */
  private static boolean isComparable(DataType type) {
    return type instanceof StringType
        || type instanceof BooleanType
        || type instanceof DoubleType
        || type instanceof LongType
        || type instanceof IntegerType
        || type instanceof ShortType
        || type instanceof ByteType;
  }
}
