package io.pinelink.rest.json;

/** The text of many floats, with commas between them, in their shortest form. */
final class FloatLists {
  /** The room for a comma and a float. */
  static final int ROOM = 1 + FloatText.MAX_LENGTH;

  private FloatLists() {}

  /**
   * Writes the first floats of an array, with a comma after each.
   *
   * @param into has {@link #ROOM} for each from {@code offset} on
   * @return the offset after the last comma
   */
  static int write(float[] values, int count, byte[] into, int offset) {
    int at = offset;
    for (int i = 0; i < count; i++) {
      at = FloatText.write(values[i], into, at);
      into[at++] = ',';
    }
    return at;
  }

  /** Returns the length of an array of floats, without its brackets. */
  static long length(int count, FloatAt values) {
    byte[] text = new byte[FloatText.MAX_LENGTH];
    long length = Math.max(0, count - 1);
    for (int i = 0; i < count; i++) {
      length += FloatText.write(values.at(i), text, 0);
    }
    return length;
  }
}
