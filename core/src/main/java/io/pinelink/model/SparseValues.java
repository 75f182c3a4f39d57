package io.pinelink.model;

import io.pinelink.internal.json.JsonText;
import io.pinelink.internal.validation.Check;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A vector that is zero at most positions: paired positions and values.
 *
 * <p>Positions are unsigned 32-bit numbers, 0 to 4,294,967,295. An {@code int} has the same bits,
 * so positions above {@link Integer#MAX_VALUE} look negative ({@link Integer#toUnsignedLong}).
 * There are 1 to 2,048 positions, without duplicates, in any order; values are finite.
 *
 * <p>Immutable and thread-safe; arrays are copied in and out. Source: SparseValues, API version
 * 2026-04.
 */
public sealed class SparseValues
    permits io.pinelink.internal.response.VectorResponses.ReceivedSparseValues {
  private final int[] indices;
  private final float[] values;

  /**
   * True if the content came from the service and was not checked against the rules for requests.
   */
  private final boolean received;

  private SparseValues(int[] indices, float[] values, boolean received) {
    this.indices = indices;
    this.values = values;
    this.received = received;
  }

  /** For values of responses, which are not checked. */
  protected SparseValues(int[] indices, float[] values) {
    this(indices, values, true);
  }

  /**
   * Creates sparse values from positions and values. Both arrays are copied and may be reused as
   * soon as this method returns.
   *
   * @param indices unsigned 32-bit positions
   * @param values the values, as many as positions
   * @throws IllegalArgumentException if the lengths differ, there are none or too many, a position
   *     is given twice, or a value is not finite
   */
  public static SparseValues of(int[] indices, float[] values) {
    if (indices.length != values.length) {
      throw new IllegalArgumentException(
          "sparse values have %s indices and %s values, expected the same number of each"
              .formatted(indices.length, values.length));
    }
    Check.range("sparse values length", values.length, 1, Check.MAX_SPARSE);
    Set<Integer> seen = new HashSet<>();
    for (int index : indices) {
      if (!seen.add(index)) {
        throw new IllegalArgumentException(
            "sparse index " + Integer.toUnsignedString(index) + " is given twice, expected once");
      }
    }
    return new SparseValues(indices.clone(), Check.finite("sparse values", values.clone()), false);
  }

  /**
   * Creates sparse values from positions given as {@code long}, and values.
   *
   * @param indices positions from 0 to 4,294,967,295
   * @throws IllegalArgumentException as {@link #of(int[], float[])}, and for a position outside the
   *     range
   */
  public static SparseValues of(long[] indices, float[] values) {
    int[] bits = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] < 0 || indices[i] > 0xFFFF_FFFFL) {
        throw new IllegalArgumentException(
            "sparse index is " + indices[i] + ", expected 0 to 4294967295");
      }
      bits[i] = (int) indices[i];
    }
    return of(bits, values);
  }

  /**
   * Creates sparse values from boxed numbers, as other clients and frameworks have them.
   *
   * @param indices whole numbers from 0 to 4,294,967,295
   * @param values the values, as many as positions; values of a wider type are rounded
   * @throws IllegalArgumentException as {@link #of(long[], float[])}
   */
  public static SparseValues copyOf(Collection<Long> indices, Collection<? extends Number> values) {
    long[] positions = new long[Objects.requireNonNull(indices, "indices is null").size()];
    int next = 0;
    for (Long index : indices) {
      positions[next++] = Objects.requireNonNull(index, "indices is null");
    }
    return of(positions, Check.floats("values", values));
  }

  /** Returns this object, checked against the rules for requests. */
  SparseValues checked() {
    return received ? of(indices, values) : this;
  }

  /** Returns the number of values. */
  public int size() {
    return values.length;
  }

  /** Returns the position of the {@code i}th value, as an unsigned number. */
  public long index(int i) {
    return Integer.toUnsignedLong(indices[i]);
  }

  /** Returns the {@code i}th value. */
  public float value(int i) {
    return values[i];
  }

  /** Returns a copy of the positions, unsigned 32-bit. */
  public int[] indices() {
    return indices.clone();
  }

  /** Returns a copy of the values. */
  public float[] values() {
    return values.clone();
  }

  /** Returns the parts by the service's names, as {@link JsonText} expects them. */
  Map<String, Object> asMap() {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("indices", Arrays.stream(indices).mapToObj(Integer::toUnsignedLong).toList());
    parts.put("values", values);
    return parts;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SparseValues that
        && Arrays.equals(that.indices, indices)
        && Arrays.equals(that.values, values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(indices) + Arrays.hashCode(values);
  }

  /** Returns the number of values, not the values. */
  @Override
  public String toString() {
    return "SparseValues[" + values.length + "]";
  }
}
