package io.pinelink.server.internal.compact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Slots in the order of the ids of their records, in arrays of 4 to 8 bytes for each. It reads the
 * ids from the records in the slots. Not thread-safe.
 */
public final class SortedSlots {
  private static final int MAX_RUN = 1024;
  private static final int FEW = 16;

  private final IntFunction<String> ids;
  // None is empty.
  private final List<Run> runs = new ArrayList<>();

  /** Adjacent slots of the order. */
  private static final class Run {
    private int[] slots = new int[FEW];
    private int size;

    Run(int slot) {
      slots[size++] = slot;
    }

    /** Returns the second half of a full run, which loses it. */
    Run secondHalf() {
      Run half = new Run(slots[MAX_RUN / 2]);
      half.slots = Arrays.copyOfRange(slots, MAX_RUN / 2, MAX_RUN + MAX_RUN / 2);
      half.size = MAX_RUN / 2;
      size = MAX_RUN / 2;
      return half;
    }

    void insert(int position, int slot) {
      if (size == slots.length) {
        slots = Arrays.copyOf(slots, Math.min(MAX_RUN, 2 * size));
      }
      System.arraycopy(slots, position, slots, position + 1, size - position);
      slots[position] = slot;
      size++;
    }

    void remove(int position) {
      size--;
      System.arraycopy(slots, position + 1, slots, position, size - position);
    }
  }

  /**
   * @param ids returns the id of the record in a slot
   */
  public SortedSlots(IntFunction<String> ids) {
    this.ids = ids;
  }

  /** Adds the slot of an id that has none. */
  public void add(int slot) {
    if (runs.isEmpty()) {
      runs.add(new Run(slot));
      return;
    }
    String id = ids.apply(slot);
    int number = Math.max(0, runOf(id));
    Run run = runs.get(number);
    int position = -search(run, id) - 1;
    if (run.size < MAX_RUN) {
      run.insert(position, slot);
    } else if (position == MAX_RUN && number == runs.size() - 1) {
      // Ids that are added in their order fill the runs.
      runs.add(new Run(slot));
    } else {
      runs.add(number + 1, run.secondHalf());
      add(slot);
    }
  }

  /** Removes the slot of an id, while its record is still in the slot. */
  public void remove(String id) {
    int number = runOf(id);
    Run run = runs.get(number);
    run.remove(search(run, id));
    if (run.size == 0) {
      runs.remove(number);
    }
  }

  /** Replaces the slot of an id, while its records are in both slots. */
  public void move(String id, int slot) {
    Run run = runs.get(runOf(id));
    run.slots[search(run, id)] = slot;
  }

  /**
   * Calls an action for the slots of all ids after an id in their order, until it returns false.
   */
  public void after(String id, boolean inclusive, IntPredicate action) {
    int first = Math.max(0, runOf(id));
    for (int number = first; number < runs.size(); number++) {
      Run run = runs.get(number);
      int start = 0;
      if (number == first) {
        int found = search(run, id);
        start = found < 0 ? -found - 1 : inclusive ? found : found + 1;
      }
      for (int i = start; i < run.size; i++) {
        if (!action.test(run.slots[i])) {
          return;
        }
      }
    }
  }

  /** Returns the last run whose first id is not after an id; -1 if there is none. */
  private int runOf(String id) {
    int low = 0;
    int high = runs.size() - 1;
    // Most ids are added at the end.
    if (high >= 0 && ids.apply(runs.get(high).slots[0]).compareTo(id) <= 0) {
      return high;
    }
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (ids.apply(runs.get(middle).slots[0]).compareTo(id) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  /** Returns the position of an id, or the negative position where it belongs, minus one. */
  private int search(Run run, String id) {
    int low = 0;
    int high = run.size - 1;
    if (high >= 0 && ids.apply(run.slots[high]).compareTo(id) < 0) {
      return -run.size - 1;
    }
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = ids.apply(run.slots[middle]).compareTo(id);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }
}
