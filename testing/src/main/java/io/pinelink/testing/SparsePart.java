package io.pinelink.testing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Values at the positions that are not zero, in ascending order of unsigned position. */
final class SparsePart {
  static final int MAX_ENTRIES = 2048;

  private final int[] indices;
  private final float[] values;

  private SparsePart(int[] indices, float[] values) {
    this.indices = indices;
    this.values = values;
  }

  /**
   * Checks and sorts.
   *
   * @param indices unsigned 32-bit positions, in any order
   * @return null if both arrays are empty, which is how an absent part arrives
   */
  static @Nullable SparsePart of(int[] indices, float[] values) {
    if (indices.length != values.length) {
      throw RpcException.invalid(
          "Sparse indices and values must have the same length, got "
              + indices.length
              + " and "
              + values.length);
    }
    if (indices.length == 0) {
      return null;
    }
    if (indices.length > MAX_ENTRIES) {
      throw RpcException.invalid(
          "Sparse vector has "
              + indices.length
              + " values, which exceeds the limit of "
              + MAX_ENTRIES);
    }
    Validation.checkFinite(values);
    int[] order =
        IntStream.range(0, indices.length)
            .boxed()
            .sorted(Comparator.comparingLong(i -> Integer.toUnsignedLong(indices[i])))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] sortedIndices = new int[order.length];
    float[] sortedValues = new float[order.length];
    for (int i = 0; i < order.length; i++) {
      sortedIndices[i] = indices[order[i]];
      sortedValues[i] = values[order[i]];
      if (i > 0 && sortedIndices[i] == sortedIndices[i - 1]) {
        throw RpcException.invalid(
            "Sparse indices must be unique, got "
                + Integer.toUnsignedString(sortedIndices[i])
                + " twice");
      }
      if (sortedValues[i] == 0) {
        throw RpcException.invalid("Sparse values must not be zero");
      }
    }
    return new SparsePart(sortedIndices, sortedValues);
  }

  int size() {
    return indices.length;
  }

  /** The unsigned 32-bit position of an entry. */
  int index(int entry) {
    return indices[entry];
  }

  float value(int entry) {
    return values[entry];
  }

  /** Sums the products over the positions that both parts have. */
  double dot(SparsePart other) {
    double sum = 0;
    int mine = 0;
    int theirs = 0;
    while (mine < indices.length && theirs < other.indices.length) {
      int order = Integer.compareUnsigned(indices[mine], other.indices[theirs]);
      if (order == 0) {
        sum += (double) values[mine++] * other.values[theirs++];
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
