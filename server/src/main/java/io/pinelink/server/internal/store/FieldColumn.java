package io.pinelink.server.internal.store;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The values of one metadata field of the records of a {@link CodeBlock}, numbers unboxed. */
final class FieldColumn {
  // Not a number for everything else, which is among the objects.
  private final double[] numbers;
  private @Nullable Object @Nullable [] objects;

  /**
   * @param size the number of slots
   */
  FieldColumn(int size) {
    numbers = new double[size];
  }

  void set(int slot, @Nullable Object value) {
    double number = value instanceof Double stored ? stored : Double.NaN;
    numbers[slot] = number;
    @Nullable Object object = Double.isNaN(number) ? value : null;
    if (objects == null && object != null) {
      objects = new Object[numbers.length];
    }
    if (objects != null) {
      objects[slot] = object;
    }
  }

  private @Nullable Object object(int slot) {
    return objects == null ? null : objects[slot];
  }

  /** Returns which of the first slots have values that satisfy a condition. */
  BitSet select(MetadataFilter.Condition condition, int count) {
    long[] selected = new long[(count + Long.SIZE - 1) / Long.SIZE];
    boolean absent = condition.test(null);
    for (int slot = 0; slot < count; slot++) {
      double number = numbers[slot];
      boolean matches;
      if (Double.isNaN(number)) {
        @Nullable Object object = object(slot);
        matches = object == null ? absent : condition.test(object);
      } else {
        matches = condition.test(number);
      }
      if (matches) {
        selected[slot / Long.SIZE] |= 1L << slot;
      }
    }
    return BitSet.valueOf(selected);
  }
}
