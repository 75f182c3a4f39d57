package io.pinelink.server.internal.store;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * The metadata of the records in {@link CodeBlock}s as columns of the fields that searches filter
 * by: 8 to 16 bytes for each record and field.
 *
 * <p>Not thread-safe: the index locks, and any number of threads can select at the same time.
 */
final class MetadataColumns {
  /** The maximum number of columns: filters can name any fields. */
  private static final int MAX_FIELDS = 16;

  private final IntFunction<StoredVector> records;
  private final int blockSize;
  // A new map for each new field, because other searches read it meanwhile.
  private volatile Map<String, List<FieldColumn>> columns = Map.of();

  /**
   * @param records returns the record in a slot of the namespace
   * @param blockSize the number of slots of a block
   */
  MetadataColumns(IntFunction<StoredVector> records, int blockSize) {
    this.records = records;
    this.blockSize = blockSize;
  }

  /**
   * Makes columns for the fields of a filter.
   *
   * @param size the number of records
   * @return whether the filter can be tested on columns
   */
  boolean cover(Predicate<Map<String, Object>> filter, int size) {
    Set<String> fields = new HashSet<>();
    return MetadataFilter.addFields(filter, fields)
        && (columns.keySet().containsAll(fields) || make(fields, size));
  }

  private synchronized boolean make(Set<String> fields, int size) {
    Set<String> all = new HashSet<>(columns.keySet());
    all.addAll(fields);
    if (all.size() > MAX_FIELDS) {
      return false;
    }
    Map<String, List<FieldColumn>> made = new HashMap<>(columns);
    fields.forEach(field -> made.computeIfAbsent(field, name -> column(name, size)));
    columns = made;
    return true;
  }

  private List<FieldColumn> column(String field, int size) {
    List<FieldColumn> column = new ArrayList<>();
    for (int slot = 0; slot < size; slot++) {
      set(column, slot, field, records.apply(slot));
    }
    return column;
  }

  private void set(List<FieldColumn> column, int slot, String field, StoredVector vector) {
    if (slot / blockSize == column.size()) {
      column.add(new FieldColumn(blockSize));
    }
    column.get(slot / blockSize).set(slot % blockSize, vector.metadata().get(field));
  }

  /** Writes the fields of a record, whose slot is at most one after the last. */
  void set(int slot, StoredVector vector) {
    columns.forEach((field, column) -> set(column, slot, field, vector));
  }

  /** Forgets the last slot. */
  void removeLast(int slot) {
    for (List<FieldColumn> column : columns.values()) {
      if (slot % blockSize == 0) {
        column.remove(slot / blockSize);
      } else {
        column.get(slot / blockSize).set(slot % blockSize, null);
      }
    }
  }

  /** Returns which records of a block a filter selects that columns cover. */
  BitSet select(Predicate<Map<String, Object>> filter, int block, int count) {
    BitSet selected = new BitSet(count);
    if (filter instanceof MetadataFilter.Field field) {
      return columns
          .getOrDefault(field.name(), List.of())
          .get(block)
          .select(field.condition(), count);
    } else if (filter instanceof MetadataFilter.All all) {
      selected.set(0, count);
      all.parts().forEach(part -> selected.and(select(part, block, count)));
    } else if (filter instanceof MetadataFilter.Any any) {
      any.parts().forEach(part -> selected.or(select(part, block, count)));
    } else {
      throw new IllegalArgumentException("the filter is not covered by columns");
    }
    return selected;
  }
}
