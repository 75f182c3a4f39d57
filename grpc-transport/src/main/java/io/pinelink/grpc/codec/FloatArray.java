package io.pinelink.grpc.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;

/**
 * Gathers the floats of a field, which is mostly one run of them, packed, but may be several and
 * single ones.
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
      // The first run gets just what it needs, so that take() hands that very array over.
      values = Arrays.copyOf(values, Math.max(count + more, 2 * count));
    }
  }

  int count() {
    return count;
  }

  /** All of them; the array is the caller's. */
  float[] take() {
    float[] taken = count == values.length ? values : Arrays.copyOf(values, count);
    clear();
    return taken;
  }
}
