package io.pinelink.grpc.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;

/**
 * A collector for the floats of a field, which usually arrive as one packed run, but may arrive as
 * several runs and single values.
 */
final class FloatArray {
  private static final float[] NONE = {};

  private float[] values = NONE;
  private int count;

  void clear() {
    values = NONE;
    count = 0;
  }

  void readPacked(MessageReader in) throws InvalidProtocolBufferException {
    int more = in.packedFloats();
    reserve(more);
    in.floats(values, count, more);
    count += more;
  }

  void readOne(MessageReader in) throws InvalidProtocolBufferException {
    float value = in.float32();
    reserve(1);
    values[count++] = value;
  }

  private void reserve(int more) {
    if (more > values.length - count) {
      // The first run gets the exact size, so that take() returns that array without a copy.
      values = Arrays.copyOf(values, Math.max(count + more, 2 * count));
    }
  }

  int count() {
    return count;
  }

  /** Returns all floats; the caller owns the array. */
  float[] take() {
    float[] taken = count == values.length ? values : Arrays.copyOf(values, count);
    clear();
    return taken;
  }
}
