package io.pinelink.server.internal.store;

import io.pinelink.server.internal.metadata.MetadataFilter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The records of a namespace at the time when the view was opened. It is searched without a lock:
 * later writes neither wait for it nor change what it contains. Any number of threads can use it
 * until it is closed.
 *
 * @param version the number of writes before the view
 * @param used the number of slots that can have a record
 * @param size the number of records
 * @param live the slots with a record; null for all
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record RecordView(
    RecordTable table,
    long version,
    SearchSizes sizes,
    RecordBlock[] blocks,
    int blockSize,
    int used,
    int size,
    @Nullable BitSet live)
    implements AutoCloseable {
  @Override
  public void close() {
    table.close(version);
  }

  int blockCount() {
    return used == 0 ? 0 : (used - 1) / blockSize + 1;
  }

  RecordBlock block(int number) {
    return blocks[number];
  }

  /** Returns the number of slots of a block that can have a record. */
  int slots(int number) {
    return Math.min(blockSize, used - number * blockSize);
  }

  /** Returns whether a slot of a block has a record. */
  boolean isLive(int number, int slot) {
    return live == null || live.get(number * blockSize + slot);
  }

  /** Returns whether a filter has conditions that can be tested on columns. */
  boolean hasColumns(Predicate<Map<String, Object>> filter) {
    Set<String> fields = new HashSet<>();
    return !MetadataFilter.isEmpty(filter)
        && MetadataFilter.addFields(filter, fields)
        && table.mayHaveColumns(fields);
  }

  /** Returns which records of a block a filter selects that {@link #hasColumns has columns}. */
  BitSet select(int number, Predicate<Map<String, Object>> filter) {
    BitSet selected = matching(number, filter);
    if (live != null) {
      int first = number * blockSize;
      selected.and(live.get(first, first + slots(number)));
    }
    return selected;
  }

  private BitSet matching(int number, Predicate<Map<String, Object>> filter) {
    int count = slots(number);
    BitSet selected = new BitSet(count);
    if (filter instanceof MetadataFilter.Field field) {
      return block(number).column(field.name()).select(field.condition(), count);
    } else if (filter instanceof MetadataFilter.All all) {
      selected.set(0, count);
      all.parts().forEach(part -> selected.and(matching(number, part)));
    } else if (filter instanceof MetadataFilter.Any any) {
      any.parts().forEach(part -> selected.or(matching(number, part)));
    } else {
      throw new IllegalArgumentException("the filter cannot be tested on columns");
    }
    return selected;
  }

  /** Calls an action for each record that a filter selects, in no order. */
  private void forEach(Predicate<Map<String, Object>> filter, Consumer<StoredVector> action) {
    boolean isOnColumns = blockCount() > 1 && hasColumns(filter);
    for (int number = 0; number < blockCount(); number++) {
      RecordBlock block = block(number);
      if (isOnColumns) {
        select(number, filter).stream().forEach(slot -> action.accept(block.record(slot)));
        continue;
      }
      for (int slot = 0; slot < slots(number); slot++) {
        if (isLive(number, slot)) {
          StoredVector record = block.record(slot);
          if (filter.test(record.metadata())) {
            action.accept(record);
          }
        }
      }
    }
  }

  /** Returns the records that a filter selects, in no order. */
  List<StoredVector> matching(Predicate<Map<String, Object>> filter) {
    List<StoredVector> matching = new ArrayList<>();
    forEach(filter, matching::add);
    return matching;
  }

  /** Returns the first matching records with ids after {@code skipPast}, in byte order of ids. */
  List<StoredVector> matchingAfter(
      Predicate<Map<String, Object>> filter, String skipPast, int limit) {
    Comparator<StoredVector> byId = Comparator.comparing(StoredVector::id);
    PriorityQueue<StoredVector> lastFirst = new PriorityQueue<>(byId.reversed());
    forEach(
        filter,
        record -> {
          if (record.id().compareTo(skipPast) > 0) {
            lastFirst.add(record);
            if (lastFirst.size() > limit) {
              lastFirst.remove();
            }
          }
        });
    List<StoredVector> first = new ArrayList<>(lastFirst);
    first.sort(byId);
    return first;
  }

  /**
   * Returns the nearest records that a filter selects, best first.
   *
   * @param limit the maximum number of records, at least 1
   */
  List<ScoredRecord> nearest(
      ExactKernel scoring, Predicate<Map<String, Object>> filter, int limit) {
    int dimension = scoring.codedDimension();
    return dimension > 0 && (long) dimension * size >= sizes.codedValues()
        ? new PrunedSearch(this, scoring, filter, limit).run()
        : nearestOfAll(scoring, filter, limit);
  }

  private List<ScoredRecord> nearestOfAll(
      ExactKernel scoring, Predicate<Map<String, Object>> filter, int limit) {
    BestMatches best = new BestMatches(limit, scoring.metric());
    forEach(
        filter,
        record -> {
          if (scoring.compares(record)) {
            float score = scoring.score(record);
            if (scoring.isMatch(record, score)) {
              best.add(record, score);
            }
          }
        });
    return best.sorted();
  }
}
