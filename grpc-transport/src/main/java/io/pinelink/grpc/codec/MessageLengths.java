package io.pinelink.grpc.codec;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The lengths of a message and of its nested messages, in the order in which they begin, without
 * those whose length is known. A length that overflows an int causes an {@link
 * ArithmeticException}.
 */
final class MessageLengths implements FieldWriter {
  private static final int TAG = 1;

  /**
   * Nearly all requests have fewer nested messages; the memory of larger ones is not worth keeping.
   */
  private static final int MAX_KEPT = 1 << 16;

  private int[] nested = new int[64];
  private int count;
  private int total;

  /** Discards the fields added so far. */
  void clear() {
    count = 0;
    total = 0;
  }

  int total() {
    return total;
  }

  /** Returns whether the array has not grown larger than the next message is likely to need. */
  boolean isWorthKeeping() {
    return nested.length <= MAX_KEPT;
  }

  int[] nested() {
    return Arrays.copyOf(nested, count);
  }

  static int ofVarint(int unsigned) {
    return 1 + (31 - Integer.numberOfLeadingZeros(unsigned | 1)) / 7;
  }

  static int ofVarints(int count, IntUnaryOperator source) {
    int length = 0;
    for (int i = 0; i < count; i++) {
      length = Math.addExact(length, ofVarint(source.applyAsInt(i)));
    }
    return length;
  }

  private void add(int length) {
    total = Math.addExact(total, length);
  }

  private void addBytes(int length) {
    add(TAG + ofVarint(length));
    add(length);
  }

  @Override
  public void text(int field, String text) {
    addBytes(Utf8.length(text));
  }

  @Override
  public void bool(int field, boolean value) {
    add(TAG + 1);
  }

  @Override
  public void unsigned32(int field, int value) {
    add(TAG + ofVarint(value));
  }

  @Override
  public void float32(int field, float value) {
    add(TAG + Float.BYTES);
  }

  @Override
  public void float64(int field, double value) {
    add(TAG + Double.BYTES);
  }

  @Override
  public void floats(int field, int count, FloatSource source) {
    addBytes(Math.multiplyExact(Float.BYTES, count));
  }

  @Override
  public void unsigned32s(int field, int count, IntUnaryOperator source) {
    addBytes(ofVarints(count, source));
  }

  @Override
  public void message(int field, int length) {
    add(TAG + ofVarint(length));
  }

  @Override
  public int begin(int field) {
    if (count == nested.length) {
      nested = Arrays.copyOf(nested, 2 * count);
    }
    // Contains the start of the message until its end is known.
    nested[count] = total;
    return count++;
  }

  @Override
  public void end(int started) {
    int length = total - nested[started];
    nested[started] = length;
    add(TAG + ofVarint(length));
  }
}
