package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of a dense vector, one for each dimension.
 *
 * <p>Immutable and thread-safe; arrays are copied in and out. The values of a response that was
 * read into a {@link VectorBuffer} are valid until {@link DenseColumns#release}; an upsert copies
 * them.
 */
public sealed class DenseValues
    permits SharedDenseValues, io.pinelink.internal.response.VectorResponses.ReceivedValues {
  private final float[] values;

  /** For values that were checked, and for responses, whose values are not. */
  protected DenseValues(float[] values) {
    this.values = values;
  }

  /**
   * Creates dense values. The array is copied and may be reused as soon as this method returns.
   *
   * @param values 1 to 20,000 finite floats
   * @throws IllegalArgumentException if there are none or too many, or one is not finite
   */
  public static DenseValues of(float... values) {
    return new DenseValues(Check.dense("values", values));
  }

  /**
   * Creates dense values from boxed numbers, as other clients and frameworks have them. Numbers of
   * a wider type are rounded to the nearest float.
   *
   * @param values 1 to 20,000 numbers that are finite as floats
   * @throws IllegalArgumentException if there are none or too many, or one is not finite
   */
  public static DenseValues copyOf(Collection<? extends Number> values) {
    return of(Check.floats("values", values));
  }

  /** Returns the position of the first value in the array of a response. */
  int offset() {
    return 0;
  }

  /** Returns an array of exactly the values, which must not be changed. */
  float[] exactValues() {
    return values;
  }

  /** Returns the number of values. */
  public int size() {
    return values.length;
  }

  /** Returns the value at a position from 0 to below {@link #size()}. */
  public float value(int position) {
    return values[position];
  }

  /** Returns a copy of the values. */
  public float[] values() {
    return values.clone();
  }

  /** Returns a copy of the values as an immutable list of boxed floats. */
  public List<Float> asList() {
    List<Float> list = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      list.add(value(i));
    }
    return Collections.unmodifiableList(list);
  }

  /**
   * Copies {@code length} values, starting at a position, into a buffer. Use it to read many values
   * without a copy of the whole array.
   */
  public void copyTo(FloatBuffer target, int position, int length) {
    target.put(values, position, length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DenseValues that && Arrays.equals(that.exactValues(), exactValues());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(exactValues());
  }

  /** Returns the number of values, not the values. */
  @Override
  public String toString() {
    return "DenseValues[" + size() + "]";
  }
}
