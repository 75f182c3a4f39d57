package io.pinelink.model;

import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/** A vector whose dense values are part of the array of a response. */
final class SharedVector extends Vector {
  private final SharedValues shared;
  private final int offset;
  private final int length;

  SharedVector(
      String id,
      SharedValues shared,
      int offset,
      int length,
      @Nullable SparseValues sparseValues,
      Metadata metadata) {
    super(id, VectorBuffer.NONE, sparseValues, metadata);
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
  public int dimension() {
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
