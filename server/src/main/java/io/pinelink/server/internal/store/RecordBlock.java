package io.pinelink.server.internal.store;

import io.pinelink.server.internal.metadata.FieldColumn;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records in a fixed number of slots. What searches need of them is made by the first search that
 * needs it, and kept up to date by writes: the codes of their dense values, and columns of the
 * fields that are filtered by.
 *
 * <p>One thread writes at a time. Meanwhile, others can search the slots that it does not write:
 * {@link RecordTable} says which these are.
 */
final class RecordBlock {
  private static final int FEW = 16;

  private final int size;
  // As long as needed, because most namespaces are small.
  private volatile @Nullable StoredVector[] records;
  private volatile @Nullable CodeBlock codes;
  private volatile Map<String, FieldColumn> columns = Map.of();

  RecordBlock(int size) {
    this.size = size;
    this.records = new StoredVector[Math.min(size, FEW)];
  }

  StoredVector record(int slot) {
    return Objects.requireNonNull(records[slot]);
  }

  /** Writes a slot; null empties it, so that its record can be collected. */
  synchronized void set(int slot, @Nullable StoredVector record) {
    @Nullable StoredVector[] own = records;
    if (slot >= own.length) {
      own = Arrays.copyOf(own, Math.min(size, Math.max(slot + 1, 2 * own.length)));
    }
    own[slot] = record;
    // Written each time: a search that finds the array finds its records too.
    records = own;
    if (record == null) {
      columns.values().forEach(column -> column.set(slot, null));
      return;
    }
    CodeBlock known = codes;
    if (known != null) {
      known.set(slot, record);
    }
    columns.forEach((field, column) -> column.set(slot, record.metadata().get(field)));
  }

  /** Returns the codes of all dense values of a dimension. */
  CodeBlock codes(int dimension) {
    CodeBlock known = codes;
    return known == null ? makeCodes(dimension) : known;
  }

  private synchronized CodeBlock makeCodes(int dimension) {
    CodeBlock known = codes;
    if (known == null) {
      known = new CodeBlock(dimension, size);
      @Nullable StoredVector[] own = records;
      for (int slot = 0; slot < own.length; slot++) {
        StoredVector record = own[slot];
        if (record != null) {
          known.set(slot, record);
        }
      }
      codes = known;
    }
    return known;
  }

  FieldColumn column(String field) {
    FieldColumn known = columns.get(field);
    return known == null ? makeColumn(field) : known;
  }

  private synchronized FieldColumn makeColumn(String field) {
    Map<String, FieldColumn> all = new HashMap<>(columns);
    FieldColumn column = all.get(field);
    if (column == null) {
      column = new FieldColumn(size);
      @Nullable StoredVector[] own = records;
      for (int slot = 0; slot < own.length; slot++) {
        StoredVector record = own[slot];
        if (record != null) {
          column.set(slot, record.metadata().get(field));
        }
      }
      all.put(field, column);
      columns = all;
    }
    return column;
  }
}
