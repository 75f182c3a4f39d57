package io.pinelink.server.internal.compact;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * A hash table from ids to slots with 8 to 16 bytes for each entry: it reads the ids from the
 * records in the slots. Not thread-safe.
 */
public final class SlotTable {
  private static final int EMPTY = -1;

  private final IntFunction<String> ids;
  private int[] slots = filled(64);
  private int size;

  /**
   * @param ids returns the id of the record in a slot
   */
  public SlotTable(IntFunction<String> ids) {
    this.ids = ids;
  }

  /** Returns the slot of an id; -1 if it has none. */
  public int find(String id) {
    return slots[position(id)];
  }

  /** Adds an id that is not in the table. */
  public void add(String id, int slot) {
    if (size * 2 >= slots.length) {
      int[] old = slots;
      slots = filled(old.length * 2);
      for (int one : old) {
        if (one != EMPTY) {
          slots[position(ids.apply(one))] = one;
        }
      }
    }
    slots[position(id)] = slot;
    size++;
  }

  /** Sets the slot of an id that is in the table, while both slots have its record. */
  public void move(String id, int slot) {
    slots[position(id)] = slot;
  }

  /** Removes an id that is in the table, before its slot gets another record. */
  public void remove(String id) {
    int mask = slots.length - 1;
    int hole = position(id);
    // Entries after the hole move up if a search for them would now end at the hole.
    for (int next = (hole + 1) & mask; slots[next] != EMPTY; next = (next + 1) & mask) {
      int home = home(ids.apply(slots[next]));
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        slots[hole] = slots[next];
        hole = next;
      }
    }
    slots[hole] = EMPTY;
    size--;
  }

  /** Returns the position of an id, or the empty position where it belongs. */
  private int position(String id) {
    int mask = slots.length - 1;
    int position = home(id);
    while (slots[position] != EMPTY && !ids.apply(slots[position]).equals(id)) {
      position = (position + 1) & mask;
    }
    return position;
  }

  private int home(String id) {
    // The product spreads ids that differ in their last characters only.
    int hash = id.hashCode() * 0x9E3779B9;
    return (hash ^ (hash >>> 16)) & (slots.length - 1);
  }

  private static int[] filled(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, EMPTY);
    return slots;
  }
}
