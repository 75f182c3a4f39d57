package io.pinelink.grpc.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.SparseValues;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A reader of sparse values that can be used repeatedly. */
final class SparseReader {
  private static final int[] NONE = {};
  private static final int FIRST_SIZE = 16;

  private final MessageReader in;
  private final FloatArray values = new FloatArray();
  private int[] indices = NONE;
  private int count;

  SparseReader(MessageReader in) {
    this.in = in;
  }

  void clear() {
    values.clear();
    indices = NONE;
    count = 0;
  }

  /** Reads a field of sparse values; a second one adds to the first. */
  void read() throws InvalidProtocolBufferException {
    int outer = in.enter();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      switch (tag) {
        case 1 << WireType.BITS | WireType.BYTES -> packedIndices();
        case 1 << WireType.BITS | WireType.VARINT -> index();
        case 2 << WireType.BITS | WireType.BYTES -> values.readPacked(in);
        case 2 << WireType.BITS | WireType.FIXED32 -> values.readOne(in);
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
  }

  private void packedIndices() throws InvalidProtocolBufferException {
    int outer = in.enterPacked();
    while (in.hasMore()) {
      index();
    }
    in.leavePacked(outer);
  }

  private void index() throws InvalidProtocolBufferException {
    int index = in.varint32();
    if (count == indices.length) {
      indices = Arrays.copyOf(indices, Math.max(FIRST_SIZE, 2 * count));
    }
    indices[count++] = index;
  }

  /** Returns the values read; null if there were none. */
  @Nullable SparseValues take() throws InvalidProtocolBufferException {
    if (count != values.count()) {
      throw MessageReader.malformed(
          count + " sparse indices and " + values.count() + " sparse values");
    }
    if (count == 0) {
      clear();
      return null;
    }
    SparseValues taken =
        VectorResponses.sparseValues(Arrays.copyOf(indices, count), values.take()).orElseThrow();
    clear();
    return taken;
  }
}
