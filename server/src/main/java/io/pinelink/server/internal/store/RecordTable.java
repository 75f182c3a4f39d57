package io.pinelink.server.internal.store;

import io.pinelink.server.internal.compact.SlotTable;
import io.pinelink.server.internal.compact.SortedSlots;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The records of a namespace in numbered slots, by id and in the order of the ids. Beside the
 * records it takes 16 to 30 bytes for each.
 *
 * <p>The index locks: writes exclude each other, reads, and the opening of {@link RecordView}s. But
 * views are searched while writes go on. So a write does not change the slots of records that an
 * open view contains: it puts the new record into another slot, and the old slot is used again when
 * all views from before that write are closed.
 */
final class RecordTable {
  /** The maximum number of columns: filters can name any fields. */
  private static final int MAX_COLUMNS = 16;

  private final SearchSizes sizes;
  private final SlotTable slots = new SlotTable(this::id);
  private final SortedSlots sorted = new SortedSlots(this::id);
  private final BitSet live = new BitSet();
  private RecordBlock[] blocks = {};
  private int blockSize;
  // The number of slots that have ever had a record; no other slot can have one.
  private int used;
  private int size;
  // The number of writes so far.
  private long version;
  private final Queue<Left> left = new ArrayDeque<>();
  private int[] free = new int[16];
  private int freeCount;
  private final OpenViews views = new OpenViews();
  private final Set<String> columns = new HashSet<>();

  /**
   * A slot whose record was replaced or removed while there were open views.
   *
   * @param version the number of the write that left it
   */
  private record Left(int slot, long version) {}

  /** The number of open views by the number of writes before them. Thread-safe. */
  private static final class OpenViews {
    private final TreeMap<Long, Integer> counts = new TreeMap<>();

    synchronized void add(long version) {
      counts.merge(version, 1, Integer::sum);
    }

    synchronized void remove(long version) {
      counts.computeIfPresent(version, (unused, count) -> count == 1 ? null : count - 1);
    }

    /** Returns the number of writes before the oldest view; the largest number for no view. */
    synchronized long oldest() {
      return counts.isEmpty() ? Long.MAX_VALUE : counts.firstKey();
    }
  }

  RecordTable(SearchSizes sizes) {
    this.sizes = sizes;
  }

  /** Returns an independent table of the same records. */
  RecordTable copy() {
    RecordTable copy = new RecordTable(sizes);
    after(
        "",
        record -> {
          copy.put(record);
          return true;
        });
    return copy;
  }

  int size() {
    return size;
  }

  /** Returns whether most slots are empty, so that a {@linkplain #copy} takes less memory. */
  boolean isSparse() {
    return used > 2 * blockSize && size < used / 4;
  }

  private RecordBlock block(int slot) {
    return blocks[slot / blockSize];
  }

  private StoredVector record(int slot) {
    return block(slot).record(slot % blockSize);
  }

  private String id(int slot) {
    return record(slot).id();
  }

  private void set(int slot, @Nullable StoredVector record) {
    block(slot).set(slot % blockSize, record);
  }

  @Nullable StoredVector get(String id) {
    int slot = slots.find(id);
    return slot < 0 ? null : record(slot);
  }

  /**
   * Calls an action for the records with ids after an id, in the order of the ids, until it returns
   * false.
   */
  void after(String id, Predicate<StoredVector> action) {
    sorted.after(id, false, slot -> action.test(record(slot)));
  }

  /** Does the same for the records with this id and those after it. */
  void from(String id, Predicate<StoredVector> action) {
    sorted.after(id, true, slot -> action.test(record(slot)));
  }

  /**
   * Adds a record, or replaces the one with its id.
   *
   * @return the replaced record; null if there was none
   */
  @Nullable StoredVector put(StoredVector record) {
    version++;
    long oldest = reclaim();
    int slot = slots.find(record.id());
    if (slot < 0) {
      int taken = take(record);
      set(taken, record);
      slots.add(record.id(), taken);
      sorted.add(taken);
      live.set(taken);
      size++;
      return null;
    }
    StoredVector old = record(slot);
    if (oldest == Long.MAX_VALUE) {
      set(slot, record);
    } else {
      int taken = take(record);
      set(taken, record);
      slots.move(record.id(), taken);
      sorted.move(record.id(), taken);
      live.clear(slot);
      live.set(taken);
      left.add(new Left(slot, version));
    }
    return old;
  }

  /**
   * Removes a record.
   *
   * @return the removed record; null if there was none
   */
  @Nullable StoredVector remove(String id) {
    version++;
    long oldest = reclaim();
    int slot = slots.find(id);
    if (slot < 0) {
      return null;
    }
    StoredVector old = record(slot);
    slots.remove(id);
    sorted.remove(id);
    live.clear(slot);
    size--;
    if (oldest == Long.MAX_VALUE) {
      release(slot);
    } else {
      left.add(new Left(slot, version));
    }
    return old;
  }

  /**
   * Empties the slots that no open view needs.
   *
   * @return the number of writes before the oldest view; the largest number for no view
   */
  private long reclaim() {
    long oldest = views.oldest();
    for (Left next = left.peek(); next != null && next.version() <= oldest; next = left.peek()) {
      release(next.slot());
      left.remove();
    }
    return oldest;
  }

  private void release(int slot) {
    set(slot, null);
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, 2 * freeCount);
    }
    free[freeCount++] = slot;
  }

  /** Returns an empty slot. */
  private int take(StoredVector record) {
    if (freeCount > 0) {
      return free[--freeCount];
    }
    if (blockSize == 0) {
      blockSize = sizes.blockSize(record.values().length);
    }
    int number = used / blockSize;
    if (number == blocks.length) {
      blocks = Arrays.copyOf(blocks, Math.max(1, 2 * number));
    }
    if (used % blockSize == 0) {
      blocks[number] = new RecordBlock(blockSize);
    }
    return used++;
  }

  /** Opens a view of the current records. Reads may do so at the same time. */
  RecordView view() {
    views.add(version);
    return new RecordView(
        this, version, sizes, blocks, blockSize, used, size, size == used ? null : liveSlots());
  }

  private BitSet liveSlots() {
    return (BitSet) live.clone();
  }

  /** Closes a view of the records after so many writes. */
  void close(long viewed) {
    views.remove(viewed);
  }

  /** Returns whether all fields may have columns, which searches then make. */
  boolean mayHaveColumns(Set<String> fields) {
    synchronized (columns) {
      if (columns.containsAll(fields)) {
        return true;
      }
      Set<String> all = new HashSet<>(columns);
      all.addAll(fields);
      return all.size() <= MAX_COLUMNS && columns.addAll(fields);
    }
  }
}
