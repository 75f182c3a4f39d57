package io.pinelink.server.internal.metadata;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of one metadata field of records in numbered slots: numbers without objects, and equal
 * other values as one object. One thread writes at a time; others can select slots that it does not
 * write.
 */
public final class FieldColumn {
  /** The maximum number of different objects that are looked for. */
  private static final int MAX_SHARED = 256;

  private final int size;
  // Not a number for everything else, which is among the objects. Both are made when needed.
  private volatile double @Nullable [] numbers;
  private volatile @Nullable Object @Nullable [] objects;
  private final Map<Object, Object> shared = new HashMap<>();

  /**
   * @param size the number of slots
   */
  public FieldColumn(int size) {
    this.size = size;
  }

  /**
   * Sets the value of a slot.
   *
   * @param value null if the record does not have the field
   */
  public void set(int slot, @Nullable Object value) {
    double number = value instanceof Double stored ? stored : Double.NaN;
    @Nullable Object object = Double.isNaN(number) ? value : null;
    double[] ownNumbers = numbers;
    if (ownNumbers == null && !Double.isNaN(number)) {
      ownNumbers = new double[size];
      Arrays.fill(ownNumbers, Double.NaN);
      numbers = ownNumbers;
    }
    if (ownNumbers != null) {
      ownNumbers[slot] = number;
    }
    @Nullable Object[] ownObjects = objects;
    if (ownObjects == null && object != null) {
      ownObjects = new Object[size];
      objects = ownObjects;
    }
    if (ownObjects != null) {
      ownObjects[slot] = object == null ? null : shared(object);
    }
  }

  /** Returns the first object that is equal, unless there are many different ones. */
  private Object shared(Object object) {
    Object known = shared.get(object);
    if (known != null) {
      return known;
    }
    if (shared.size() < MAX_SHARED) {
      shared.put(object, object);
    }
    return object;
  }

  /** Returns which of the first slots have values that satisfy a condition. */
  public BitSet select(MetadataFilter.Condition condition, int count) {
    long[] selected = new long[(count + Long.SIZE - 1) / Long.SIZE];
    boolean absent = condition.test(null);
    double[] ownNumbers = numbers;
    @Nullable Object[] ownObjects = objects;
    for (int slot = 0; slot < count; slot++) {
      double number = ownNumbers == null ? Double.NaN : ownNumbers[slot];
      boolean matches;
      if (Double.isNaN(number)) {
        @Nullable Object object = ownObjects == null ? null : ownObjects[slot];
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
