package io.pinelink.grpc.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import io.pinelink.model.DenseColumns;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A collector for the floats of a field, which usually arrive as one packed run, but may arrive as
 * several runs and single values. It collects them in an array of their own, or in the array that
 * all rows of a response share.
 */
final class FloatArray {
  private static final float[] NONE = {};

  private final DenseColumns.@Nullable Builder columns;
  private float[] values = NONE;
  private int count;

  /** Creates a collector of arrays of their own. */
  FloatArray() {
    this(null);
  }

  FloatArray(DenseColumns.@Nullable Builder columns) {
    this.columns = columns;
  }

  void clear() {
    values = NONE;
    count = 0;
  }

  void readPacked(MessageReader in) throws InvalidProtocolBufferException {
    int more = in.packedFloats();
    int begin = reserve(more);
    in.floats(values, begin, more);
    count += more;
  }

  void readOne(MessageReader in) throws InvalidProtocolBufferException {
    float value = in.float32();
    int position = reserve(1);
    values[position] = value;
    count++;
  }

  /** Makes room for more values and returns the position of the first. */
  private int reserve(int more) {
    if (columns != null) {
      values = columns.reserve(count, more);
      return columns.end() + count;
    }
    if (more > values.length - count) {
      // The first run gets the exact size, so that take() returns that array without a copy.
      values = Arrays.copyOf(values, Math.max(count + more, 2 * count));
    }
    return count;
  }

  int count() {
    return count;
  }

  /** Returns all floats in an array of their own, which the caller owns. */
  float[] take() {
    float[] taken = count == values.length ? values : Arrays.copyOf(values, count);
    clear();
    return taken;
  }
}
