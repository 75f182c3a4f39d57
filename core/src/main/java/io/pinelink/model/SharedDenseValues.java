package io.pinelink.model;

import java.nio.FloatBuffer;

/** Dense values that are part of the array of a response. */
final class SharedDenseValues extends DenseValues {
  private final SharedValues shared;
  private final int offset;
  private final int length;

  SharedDenseValues(SharedValues shared, int offset, int length) {
    super(VectorBuffer.NONE);
    this.shared = shared;
    this.offset = offset;
    this.length = length;
  }

  @Override
  int offset() {
    return offset;
  }

  @Override
  float[] exactValues() {
    return shared.copy(offset, length);
  }

  @Override
  public int size() {
    return length;
  }

  @Override
  public float value(int position) {
    return shared.value(offset, length, position);
  }

  @Override
  public float[] values() {
    return exactValues();
  }

  @Override
  public void copyTo(FloatBuffer target, int position, int count) {
    shared.copyTo(target, offset, length, position, count);
  }
}
