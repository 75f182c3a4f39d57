package io.pinelink.spark;

import io.pinelink.Pinelink;
import io.pinelink.model.Filter;
import java.io.Serial;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
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
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The part of a read that its tasks need.
 *
 * @param table the columns of the table
 * @param names the names of those that are not fields
 * @param schema the columns that are read
 */
record ReadPlan(SourceOptions options, StructType table, ReadNames names, StructType schema)
    implements PartitionReaderFactory {
  @Serial private static final long serialVersionUID = 1;

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    return new TaskReader(this, (ReadPartition) partition);
  }

  /** Returns what a task reads. */
  Iterator<ReadItem> items(Pinelink client, ReadPartition partition) {
    NamespaceReader index = new NamespaceReader(options, client);
    if (partition instanceof ReadPartition.Listed listed) {
      return listed(index, listed.ids().iterator());
    } else if (partition instanceof ReadPartition.Prefix some) {
      return listed(index, index.ids(some.prefix()));
    } else if (partition instanceof ReadPartition.Given given) {
      return new FetchedItems(given.ids().iterator(), index::fetch);
    } else if (partition instanceof ReadPartition.Matching matching) {
      return index.matching(Filter.copyOf(matching.filter()));
    }
    return Objects.requireNonNull(Query.of(options))
        .run(client, reads(names.values(), names.sparse()), readsFields())
        .iterator();
  }

  /** Fetches the items of ids that exist, unless the ids are all that is read. */
  private Iterator<ReadItem> listed(NamespaceReader index, Iterator<String> ids) {
    if (!List.of(names.id()).containsAll(List.of(schema.fieldNames()))) {
      return new FetchedItems(ids, index::fetch);
    }
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

  private boolean reads(String... columns) {
    return !Collections.disjoint(List.of(columns), List.of(schema.fieldNames()));
  }

  private boolean readsFields() {
    return !List.of(names.id(), names.values(), names.sparse(), names.score())
        .containsAll(List.of(schema.fieldNames()));
  }

  /** Returns the filters that can choose what the service returns. */
  PushedFilters pushedFilters() {
    List<String> own = List.of(names.id(), names.values(), names.sparse(), names.metadata());
    Set<String> comparable =
        options.isOfDocuments()
            ? Set.of()
            : Arrays.stream(table.fields())
                .filter(field -> !own.contains(field.name()) && isComparable(field))
                .map(StructField::name)
                .collect(Collectors.toSet());
    return new PushedFilters(names.id(), comparable);
  }

  /**
   * Returns false for floats, which the service compares as numbers of 64 bits, and for names that
   * are operators there.
   */
  private static boolean isComparable(StructField field) {
    DataType type = field.dataType();
    return !field.name().startsWith("$")
        && (type instanceof StringType
            || type instanceof BooleanType
            || type instanceof DoubleType
            || type instanceof LongType
            || type instanceof IntegerType
            || type instanceof ShortType
            || type instanceof ByteType);
  }
}
