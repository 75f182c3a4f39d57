package io.pinelink.server.internal.store;

import io.pinelink.server.internal.wire.RpcException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The sparse values of a vector with their positions, in the order in which they arrived. Immutable
 * if callers do not modify the arrays that it was created from.
 */
public final class SparsePart {
  static final int MAX_ENTRIES = 2048;

  private final int[] indices;
  private final float[] values;
  // The entries in ascending order of their positions, for dot products.
  private final int[] ascending;

  private SparsePart(int[] indices, float[] values, int[] ascending) {
    this.indices = indices;
    this.values = values;
    this.ascending = ascending;
  }

  /**
   * Creates a sparse part from checked entries; the arrays are not copied.
   *
   * @param indices unsigned 32-bit positions, in any order
   * @return null if both arrays are empty, which represents an absent part
   */
  public static @Nullable SparsePart of(int[] indices, float[] values) {
    if (indices.length != values.length) {
      throw RpcException.invalid(
          "Sparse indices and values must have the same length, got %s and %s"
              .formatted(indices.length, values.length));
    }
    if (indices.length == 0) {
      return null;
    }
    if (indices.length > MAX_ENTRIES) {
      throw RpcException.invalid(
          "Sparse vector has %s values, which exceeds the limit of %s"
              .formatted(indices.length, MAX_ENTRIES));
    }
    Validation.checkFinite(values);
    int[] ascending =
        IntStream.range(0, indices.length)
            .boxed()
            .sorted(Comparator.comparingLong(i -> Integer.toUnsignedLong(indices[i])))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; i < ascending.length; i++) {
      int index = indices[ascending[i]];
      if (i > 0 && index == indices[ascending[i - 1]]) {
        throw RpcException.invalid(
            "Sparse indices must be unique, got " + Integer.toUnsignedString(index) + " twice");
      }
      if (values[ascending[i]] == 0) {
        throw RpcException.invalid("Sparse values must not be zero");
      }
    }
    return new SparsePart(indices, values, ascending);
  }

  /** Returns a sparse part with the entries in ascending order of their unsigned positions. */
  public SparsePart sorted() {
    int[] sortedIndices = new int[indices.length];
    float[] sortedValues = new float[indices.length];
    int[] order = new int[indices.length];
    for (int i = 0; i < order.length; i++) {
      sortedIndices[i] = indices[ascending[i]];
      sortedValues[i] = values[ascending[i]];
      order[i] = i;
    }
    return new SparsePart(sortedIndices, sortedValues, order);
  }

  public int size() {
    return indices.length;
  }

  /** Returns the unsigned 32-bit position of an entry. */
  public int index(int entry) {
    return indices[entry];
  }

  public float value(int entry) {
    return values[entry];
  }

  /** Returns whether there is a position that both parts have. */
  boolean sharesPosition(SparsePart other) {
    Set<Integer> own = new HashSet<>();
    for (int index : indices) {
      own.add(index);
    }
    return IntStream.of(other.indices).anyMatch(own::contains);
  }

  /** Returns the dot product: the sum over the positions that both parts have. */
  double dot(SparsePart other) {
    double sum = 0;
    int mine = 0;
    int theirs = 0;
    while (mine < indices.length && theirs < other.indices.length) {
      int own = ascending[mine];
      int others = other.ascending[theirs];
      int order = Integer.compareUnsigned(indices[own], other.indices[others]);
      if (order == 0) {
        sum += (double) values[own] * other.values[others];
        mine++;
        theirs++;
      } else if (order < 0) {
        mine++;
      } else {
        theirs++;
      }
    }
    return sum;
  }

  @Override
  public String toString() {
    return "SparsePart" + Arrays.toString(indices);
  }
}
