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
   * Writes some floats of an array, with a comma before each but the first of the array.
   *
   * @param begin the position of the first float in the array
   * @param end the position after the last one
   * @param into has {@link #ROOM} for each from {@code offset} on
   * @return the offset after the last byte
   */
  int write(FloatAt values, int begin, int end, byte[] into, int offset) {
    return maxDigits == FloatText.MAX_DIGITS
        ? writeShortest(values, begin, end, into, offset)
        : writeRounded(values, begin, end, into, offset);
  }

  private static int writeShortest(FloatAt values, int begin, int end, byte[] into, int offset) {
    int at = offset;
    for (int i = begin; i < end; i++) {
      if (i > 0) {
        into[at++] = ',';
      }
      at = FloatText.write(values.at(i), into, at);
    }
    return at;
  }

  private int writeRounded(FloatAt values, int begin, int end, byte[] into, int offset) {
    int at = offset;
    for (int i = begin; i < end; i++) {
      if (i > 0) {
        into[at++] = ',';
      }
      at = FloatText.write(values.at(i), maxDigits, into, at);
    }
    return at;
  }

  /** Returns the length of an array of floats, without its brackets. */
  long length(int count, FloatAt values) {
    byte[] text = new byte[ROOM];
    long length = 0;
    for (int i = 0; i < count; i++) {
      length += write(values, i, i + 1, text, 0);
    }
    return length;
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
