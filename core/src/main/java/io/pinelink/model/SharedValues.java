package io.pinelink.model;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** The array that the rows of a response share until it is released. */
final class SharedValues {
  private static final float[] RELEASED = {};

  private final VectorBuffer source;
  private final AtomicReference<float[]> array = new AtomicReference<>(VectorBuffer.NONE);

  SharedValues(VectorBuffer source) {
    this.source = source;
  }

  VectorBuffer source() {
    return source;
  }

  /** Replaces the array by a larger one with the same content. */
  void replace(float[] larger) {
    array.set(larger);
  }

  /**
   * Returns the array.
   *
   * @throws IllegalStateException if it was released
   */
  float[] array() {
    float[] current = array.get();
    if (current == RELEASED) {
      throw new IllegalStateException(
          "the values were released, and their array may belong to another response");
    }
    return current;
  }

  /** Puts the array back into the buffer that it came from, at the first call. */
  void release() {
    source.put(array.getAndSet(RELEASED));
  }

  float value(int offset, int length, int position) {
    return array()[offset + Objects.checkIndex(position, length)];
  }

  float[] copy(int offset, int length) {
    return Arrays.copyOfRange(array(), offset, offset + length);
  }

  void copyTo(FloatBuffer target, int offset, int length, int position, int count) {
    target.put(array(), offset + Objects.checkFromIndexSize(position, count, length), count);
  }
}
