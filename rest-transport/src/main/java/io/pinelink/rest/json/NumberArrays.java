package io.pinelink.rest.json;

import io.pinelink.model.DenseColumns;
import java.io.IOException;
import java.util.Arrays;

/**
 * A reader of number arrays without an object for each number. Consecutive arrays usually have the
 * same length, so each is read into the array of the previous one, and a receiver must copy it.
 */
public final class NumberArrays {
  public static final float[] NO_FLOATS = {};
  public static final int[] NO_INTS = {};
  private static final int FIRST_LENGTH = 16;

  private final JsonReader json;
  private float[] floats = NO_FLOATS;
  private int[] ints = NO_INTS;

  public NumberArrays(JsonReader json) {
    this.json = json;
  }

  /**
   * Returns the value as 32-bit floats, each the nearest to the written number; none if it is null.
   * The array is valid until the next one is read.
   */
  public float[] floats() throws IOException {
    if (!json.enterArray()) {
      return NO_FLOATS;
    }
    int count = json.floats(floats, 0);
    while (count == floats.length && json.isBeforeNumber()) {
      floats = Arrays.copyOf(floats, grown(count));
      count = json.floats(floats, count);
    }
    // The remaining elements, if any, are written in another form.
    while (json.nextElement()) {
      if (count == floats.length) {
        floats = Arrays.copyOf(floats, grown(count));
      }
      floats[count++] = json.float32();
    }
    if (count == 0) {
      return NO_FLOATS;
    }
    if (count < floats.length) {
      floats = Arrays.copyOf(floats, count);
    }
    return floats;
  }

  /**
   * Reads the value as {@link #floats()} does, into the current row of columns.
   *
   * @return the number of floats; 0 if the value is null
   */
  public int floats(DenseColumns.Builder columns) throws IOException {
    if (!json.enterArray()) {
      return 0;
    }
    int begin = columns.end();
    float[] array = columns.array();
    int end = json.floats(array, begin);
    while (end == array.length && json.isBeforeNumber()) {
      array = columns.reserve(end - begin, 1);
      end = json.floats(array, end);
    }
    while (json.nextElement()) {
      array = columns.reserve(end - begin, 1);
      array[end++] = json.float32();
    }
    return end - begin;
  }

  /**
   * Returns the value as unsigned 32-bit integers; none if it is null. The array is valid until the
   * next one is read.
   */
  public int[] unsigned32s() throws IOException {
    if (!json.enterArray()) {
      return NO_INTS;
    }
    int count = 0;
    while (json.nextElement()) {
      if (count == ints.length) {
        ints = Arrays.copyOf(ints, grown(count));
      }
      ints[count++] = json.unsigned32();
    }
    if (count == 0) {
      return NO_INTS;
    }
    if (count < ints.length) {
      ints = Arrays.copyOf(ints, count);
    }
    return ints;
  }

  private static int grown(int length) {
    return Math.max(FIRST_LENGTH, 2 * length);
  }
}
