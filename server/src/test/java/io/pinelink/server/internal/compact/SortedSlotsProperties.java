package io.pinelink.server.internal.compact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tests that the order and the table of slots behave like maps of ids. */
class SortedSlotsProperties {
  private static final long SEED = 20261202;
  private static final int CASES = Integer.getInteger("pinelink.cases", 8);
  private static final int STEPS = 6_000;

  private final Map<Integer, String> ids = new HashMap<>();

  @Test
  void slotsAreInTheOrderOfTheirIds() {
    for (long seed = SEED; seed < SEED + CASES; seed++) {
      check(seed);
    }
  }

  private void check(long seed) {
    ids.clear();
    SplittableRandom random = new SplittableRandom(seed);
    SortedSlots sorted = new SortedSlots(ids::get);
    SlotTable table = new SlotTable(ids::get);
    NavigableMap<String, Integer> model = new TreeMap<>();
    int range = new int[] {10, 1_000, 1_000_000}[random.nextInt(3)];
    boolean ascending = random.nextInt(3) == 0;
    int removals = random.nextInt(4);
    for (int slot = 0; slot < STEPS; slot++) {
      String id = Integer.toString(ascending ? 1_000_000 + slot : random.nextInt(range));
      Integer known = model.get(id);
      assertThat(table.find(id)).as("seed %d, %s", seed, id).isEqualTo(known == null ? -1 : known);
      if (known == null) {
        ids.put(slot, id);
        sorted.add(slot);
        table.add(id, slot);
        model.put(id, slot);
      } else if (random.nextInt(4) < removals) {
        sorted.remove(id);
        table.remove(id);
        ids.remove(known);
        model.remove(id);
      } else {
        ids.put(slot, id);
        sorted.move(id, slot);
        table.move(id, slot);
        ids.remove(known);
        model.put(id, slot);
      }
      if (slot % 500 == 0) {
        String from = Integer.toString(random.nextInt(range));
        boolean inclusive = random.nextBoolean();
        assertThat(after(sorted, from, inclusive, 700))
            .as("seed %d, after %s", seed, from)
            .isEqualTo(model.tailMap(from, inclusive).values().stream().limit(700).toList());
      }
    }
    assertThat(after(sorted, "", false, STEPS))
        .as("seed %d", seed)
        .isEqualTo(List.copyOf(model.values()));
  }

  private static List<Integer> after(SortedSlots sorted, String id, boolean inclusive, int limit) {
    List<Integer> slots = new ArrayList<>();
    sorted.after(
        id,
        inclusive,
        slot -> {
          slots.add(slot);
          return slots.size() < limit;
        });
    return slots;
  }
}
