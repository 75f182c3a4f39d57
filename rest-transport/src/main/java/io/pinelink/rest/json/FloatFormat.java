package io.pinelink.rest.json;

import org.jspecify.annotations.Nullable;

/** The form in which the floats of requests are written: how many digits they have at most. */
public final class FloatFormat {
  /** The format that distinguishes every float from all others with as few digits as possible. */
  public static final FloatFormat SHORTEST = new FloatFormat(FloatText.MAX_DIGITS);

  /** The room for a comma and a float. */
  static final int ROOM = 1 + FloatText.MAX_LENGTH;

  private final int maxDigits;

  /** Created for the first request whose size is estimated. */
  private volatile @Nullable FloatLengthBound bound;

  private FloatFormat(int maxDigits) {
    this.maxDigits = maxDigits;
  }

  /** Returns the format with at most this many significant digits, 3 to 9; 9 is the shortest. */
  public static FloatFormat ofDigits(int maxDigits) {
    return maxDigits == FloatText.MAX_DIGITS ? SHORTEST : new FloatFormat(maxDigits);
  }

  /**
   * Writes the first floats of an array, with a comma after each.
   *
   * @param into has {@link #ROOM} for each from {@code offset} on
   * @return the offset after the last comma
   */
  int write(float[] values, int count, byte[] into, int offset) {
    return maxDigits == FloatText.MAX_DIGITS
        ? writeShortest(values, count, into, offset)
        : writeRounded(values, count, into, offset);
  }

  private static int writeShortest(float[] values, int count, byte[] into, int offset) {
    int at = offset;
    for (int i = 0; i < count; i++) {
      at = FloatText.write(values[i], into, at);
      into[at++] = ',';
    }
    return at;
  }

  private int writeRounded(float[] values, int count, byte[] into, int offset) {
    int at = offset;
    for (int i = 0; i < count; i++) {
      at = FloatText.write(values[i], maxDigits, into, at);
      into[at++] = ',';
    }
    return at;
  }

  /** Returns the length of an array of floats, without its brackets. */
  long length(int count, FloatAt values) {
    float[] value = new float[1];
    byte[] text = new byte[ROOM];
    long length = 0;
    for (int i = 0; i < count; i++) {
      value[0] = values.at(i);
      length += write(value, 1, text, 0);
    }
    return Math.max(0, length - 1);
  }

  /** Returns an upper bound of {@link #length}, which takes a fraction of its time. */
  long lengthBound(int count, FloatAt values) {
    FloatLengthBound known = bound;
    if (known == null) {
      known = new FloatLengthBound(maxDigits);
      bound = known;
    }
    return known.of(count, values);
  }
}
